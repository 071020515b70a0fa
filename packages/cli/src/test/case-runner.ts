import {
  type CaseOptions,
  type CaseReport,
  type FetchedSources,
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
  /** Remote sources that need not be fetched again. */
  readonly fetched?: FetchedSources;
}

/** Runs cases one after the other, in this thread; what they share is loaded once. */
export class CaseRunner {
  private readonly settings: CaseSettings;
  private readonly network: Network;
  private readonly programs: ProgramCache;

  constructor(settings: CaseSettings, terminal: Pick<Terminal, "env" | "showProgress">) {
    this.settings = settings;
    this.programs = new ProgramCache({ coverage: settings.coverage });
    this.network = openNetwork(settings.reach, terminal, settings.fetched);
  }

  /** The settings for a runner in another thread, which knows what this one has fetched. */
  get settingsForThreads(): CaseSettings {
    return { ...this.settings, fetched: this.network.resolver.fetched };
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
