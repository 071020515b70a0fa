import {
  type CaseReport,
  type PolicyReport,
  type PolicyTests,
  reportPolicy,
  type TestCase,
} from "@portcullis/runner";
import type { Terminal } from "../command.js";
import { runCases } from "./case-pool.js";
import type { CaseSettings } from "./case-runner.js";

/** Milliseconds between two pictures of the line that shows progress. */
const PICTURE = 50;

/**
 * Runs the cases of policies. `onPolicy` hears of each policy when all its cases are done, in the order
 * of the policies, whichever were done first.
 */
export async function runRound(
  policies: readonly PolicyTests[],
  settings: CaseSettings,
  threads: number,
  onPolicy: (report: PolicyReport) => void,
  terminal: Terminal,
): Promise<PolicyReport[]> {
  const cases = policies.flatMap(({ policy, cases }) =>
    cases.map((path): TestCase => ({ policy, path })),
  );
  const reports: (CaseReport | undefined)[] = cases.map(() => undefined);
  const finished: PolicyReport[] = [];
  let first = 0;
  const finishPolicies = () => {
    for (let at = finished.length; at < policies.length; at = finished.length) {
      const tests = policies[at] as PolicyTests;
      const own = reports.slice(first, first + tests.cases.length);
      if (own.includes(undefined)) return;
      first += own.length;
      const report = reportPolicy(tests, own as CaseReport[]);
      finished.push(report);
      terminal.live?.("");
      onPolicy(report);
    }
  };
  const picture = new Picture(cases.length, terminal);
  const onReport = (report: CaseReport, index: number) => {
    reports[index] = report;
    finishPolicies();
    picture.add(report, cases[index]?.policy ?? "");
  };
  finishPolicies();
  await runCases(cases, settings, { threads, onReport }, terminal);
  terminal.live?.("");
  return finished;
}

/** The line that tells how far the cases are. */
class Picture {
  private done = 0;
  private failed = 0;
  private shown = 0;
  private readonly total: number;
  private readonly terminal: Terminal;

  constructor(total: number, terminal: Terminal) {
    this.total = total;
    this.terminal = terminal;
  }

  add({ status }: CaseReport, policy: string): void {
    this.done++;
    if (status !== "PASS") this.failed++;
    const now = performance.now();
    if (now - this.shown < PICTURE) return;
    this.shown = now;
    const failed = this.failed === 0 ? "" : `, ${this.failed} did not pass`;
    this.terminal.live?.(`${this.done} of ${this.total} cases${failed}: ${policy}`);
  }
}
