import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import {
  type CaseFilter,
  collectCoverage,
  discoverTests,
  exitCodes,
  jsonText,
  type PolicyReport,
  type PolicyTests,
  parseCaseFilter,
  reason,
  renderCoverage,
  renderCoverageHtml,
  renderCoverageJson,
  renderFailures,
  renderPolicyTests,
  renderTestJson,
  renderTestJUnit,
  renderTestSummary,
} from "@portcullis/runner";
import { type Command, CommandError, type Terminal } from "../command.js";
import { durationFlag } from "../duration-flag.js";
import { type FlagValues, parseFlags, UsageError } from "../flags.js";
import { networkFlags } from "../network.js";
import { shown, styleFor } from "../style.js";
import { runRound } from "../test/run-round.js";
import { watchTests } from "../test/watch.js";

const flags = {
  run: {
    kind: "string",
    value: "REGEXP",
    help: "only policies whose name matches, and behind a first slash, cases: POLICY/CASE",
  },
  verbose: { kind: "bool", help: "print the logs and traces of all cases" },
  json: { kind: "bool", help: "print the results as JSON" },
  junit: { kind: "string", value: "FILE", help: "also write the results as JUnit XML" },
  watch: { kind: "bool", help: "go on, and run cases again when their files change" },
  coverage: { kind: "bool", help: "print which rules, branches and policies no case exercised" },
  "coverage-json": { kind: "string", value: "FILE", help: "write the coverage as JSON" },
  "coverage-html": { kind: "string", value: "FILE", help: "write the coverage as a page" },
  maxConcurrency: {
    kind: "string",
    value: "N",
    help: "cases that may run at once (default: one a core); 1 runs them one after the other",
  },
  timeout: {
    kind: "string",
    value: "DURATION",
    help: "longest time that all cases together may take (default: 5m)",
  },
  ...networkFlags,
} as const;

/** LIMIT: threads that run cases; each holds an engine of its own. */
const MAX_THREADS = 64;

export const test: Command = {
  name: "test",
  usage: "[options] [PATH...]",
  description: `Runs the test cases of the policies at the given paths, files or folders (default: the working directory).
The cases of DIR/name.sentinel are the files *.hcl and *.json in DIR/test/name.

Exit codes: 0 every case passed, 1 a case failed or could not run, 9 anything else.`,
  flags,
  examples: [
    "portcullis test examples/policies",
    "portcullis test -run=hours/weekend -verbose examples/first-policy/working-hours.sentinel",
    "portcullis test -json -timeout=30s examples/policies",
    "portcullis test -junit=/dev/null examples/policies",
    "portcullis test -coverage examples/policies",
  ],
  async run(args, terminal) {
    const { flags: given, color, operands } = parseFlags(flags, args);
    const filter = given.run === undefined ? undefined : filterFlag(given.run);
    const threads = threadsFlag(given.maxConcurrency);
    const timeout = durationFlag("timeout", given.timeout ?? "5m");
    const style = styleFor(color, terminal);
    const { verbose, json } = given;
    const coverage = covers(given);
    if (given.watch && (json || coverage || given.junit !== undefined))
      throw new UsageError("-watch prints text as it comes; leave out the reports of whole runs");
    if (given.coverage && json)
      throw new UsageError("-coverage prints text; with -json, take -coverage-json=FILE");

    const discover = () => discoverTests(operands.length === 0 ? ["."] : operands, filter);
    const print = (report: PolicyReport) =>
      json || terminal.write(shown(renderPolicyTests(report, { verbose, style }), terminal));
    const run = async (policies: readonly PolicyTests[]) => {
      const started = performance.now();
      const settings = {
        coverage,
        reach: given,
        report: { allTraces: verbose || json, json },
        deadline: { at: Date.now() + timeout, after: timeout },
      };
      const reports = await runRound(policies, settings, threads, print, terminal);
      const elapsed = performance.now() - started;
      terminal.write(
        json
          ? `${jsonText(renderTestJson(reports, elapsed))}\n`
          : renderTestSummary(reports.length, elapsed),
      );
      // Whoever watches need not search the traces for what went wrong.
      const failures = renderFailures(reports, style);
      if (terminal.live !== undefined && failures !== "")
        terminal.writeError(`\n${shown(failures, terminal)}`);
      return reports;
    };

    if (given.watch) return watchTests(discover, run);
    const policies = discover();
    if (policies.length === 0)
      terminal.writeError(
        filter === undefined
          ? "no policies found; name them, or folders that hold them\n"
          : `nothing matches -run=${given.run}\n`,
      );
    const reports = await run(policies);
    if (given.junit !== undefined) writeReport(given.junit, renderTestJUnit(reports));
    if (coverage) reportCoverage(reports, given, terminal);
    const passed = reports.every(({ status }) => status === "PASS" || status === "?");
    return passed ? exitCodes.pass : exitCodes.fail;
  },
};

type Given = FlagValues<typeof flags>;

function covers(given: Given): boolean {
  const files = [given["coverage-json"], given["coverage-html"]];
  return given.coverage || files.some((file) => file !== undefined);
}

function reportCoverage(reports: readonly PolicyReport[], given: Given, terminal: Terminal): void {
  const coverage = collectCoverage(reports);
  const { "coverage-json": json, "coverage-html": html } = given;
  if (given.coverage) terminal.write(`\n${renderCoverage(coverage)}`);
  if (json !== undefined) writeReport(json, `${jsonText(renderCoverageJson(coverage))}\n`);
  if (html !== undefined) writeReport(html, renderCoverageHtml(coverage));
}

function filterFlag(text: string): CaseFilter {
  try {
    return parseCaseFilter(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`flag "-run" takes a regular expression, not "${text}"`);
  }
}

function threadsFlag(text = String(availableParallelism())): number {
  if (/^[1-9]\d*$/.test(text)) return Math.min(Number(text), MAX_THREADS);
  throw new UsageError(`flag "-maxConcurrency" takes a number from 1, not "${text}"`);
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(`"${path}" cannot be written: ${reason(error)}`);
  }
}
