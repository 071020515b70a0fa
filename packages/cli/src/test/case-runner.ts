import {
  type CaseOptions,
  type CaseReport,
  ProgramCache,
  type ReportOptions,
  reportCase,
  runCase,
  type TestCase,
} from "@portcullis/runner";
import type { Terminal } from "../command.js";
import type { FlagValues } from "../flags.js";
import { type Network, type networkFlags, openNetwork } from "../network.js";

/** How cases are run, as plain data that another thread can be told. */
export interface CaseSettings {
  readonly reach: FlagValues<typeof networkFlags>;
  readonly report: ReportOptions;
  /** Whether reports have what cases passed. */
  readonly coverage: boolean;
  readonly deadline: NonNullable<CaseOptions["deadline"]>;
}

/** Runs cases one after the other, in this thread; what they share is loaded once. */
export class CaseRunner {
  private readonly settings: CaseSettings;
  private readonly network: Network;
  private readonly programs: ProgramCache;

  constructor(settings: CaseSettings, terminal: Pick<Terminal, "env" | "showProgress">) {
    this.settings = settings;
    this.programs = new ProgramCache({ coverage: settings.coverage });
    this.network = openNetwork(settings.reach, terminal);
  }

  run(test: TestCase): CaseReport {
    const { report, deadline } = this.settings;
    const { programs, network } = this;
    return reportCase(runCase(test, { programs, ...network, deadline }), report);
  }

  close(): void {
    this.network.close();
  }
}
