import { basename, dirname } from "node:path";
import { renderDiagnostic } from "@portcullis/language";
import {
  type Environment,
  emptyEnvironment,
  evaluatePolicy,
  exitCodeOf,
  findFolderConfiguration,
  LoadError,
  type LoadOptions,
  loadConfiguration,
  loadEnvironment,
  type PolicyResult,
  ProgramCache,
  plainStyle,
  readText,
  renderHeading,
  renderTrace,
  renderTraceJson,
  terminalStyle,
} from "@portcullis/runner";
import type { Command, Terminal } from "../command.js";
import { parseFlags, refuseOperands, UsageError } from "../flags.js";
import { parseGivenValues } from "../given-value.js";
import { networkFlags, openNetwork } from "../network.js";

const flags = {
  config: {
    kind: "string",
    value: "FILE",
    help: "configuration with mocks, modules, parameters and globals (default: every *.hcl in the working directory)",
  },
  param: { kind: "pairs", value: "NAME=VALUE", help: "value of a parameter; may be repeated" },
  global: { kind: "pairs", value: "NAME=VALUE", help: "value of a global; may be repeated" },
  trace: { kind: "bool", help: "print the trace even if the policy passes" },
  json: { kind: "bool", help: "print the result and the whole trace as JSON" },
  ...networkFlags,
} as const;

export const apply: Command = {
  name: "apply",
  usage: "[options] POLICY",
  description: `Evaluates the policy in the file POLICY and prints the outcome, with a trace of its rules if it fails.

Exit codes: 0 passed, 1 failed, 2 undefined, 3 error while the policy ran, 9 anything else.`,
  flags,
  examples: [
    "portcullis apply -param day=monday examples/first-policy/working-hours.sentinel",
    "portcullis apply -trace -param day=friday -param hour=17 examples/first-policy/working-hours.sentinel",
  ],
  run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    const [path, ...others] = operands;
    if (path === undefined) throw new UsageError("name the file of a policy");
    refuseOperands(others);

    const programs = new ProgramCache();
    const network = openNetwork(given, terminal);
    const environment = loadGiven(given.config, { programs, resolver: network.resolver });
    const result = evaluatePolicy(
      loadPolicy(path),
      {
        ...environment,
        http: network.http,
        params: new Map([...environment.params, ...parseGivenValues(given.param)]),
        globals: new Map([...environment.globals, ...parseGivenValues(given.global)]),
      },
      programs,
    );
    network.close();
    print(result, given.trace, given.json, terminal);
    return exitCodeOf(result);
  },
};

/** Sources are relative to the configuration, those of mocks to the working directory. */
function loadGiven(path: string | undefined, options: Omit<LoadOptions, "folder">): Environment {
  const configuration = path === undefined ? findFolderConfiguration("") : loadConfiguration(path);
  if (configuration === undefined) return emptyEnvironment;
  const folder = path === undefined ? "" : dirname(path);
  return loadEnvironment(configuration, { ...options, folder, mockFolder: "" });
}

function loadPolicy(path: string) {
  const text = readText(path);
  if (typeof text !== "string") throw new LoadError(`"${path}" ${text.problem}`);
  const fileName = basename(path);
  // A policy given by its path is advisory (release notes of 0.20).
  const enforcementLevel = "advisory" as const;
  return { name: basename(path, ".sentinel"), fileName, text, enforcementLevel, params: new Map() };
}

function print(result: PolicyResult, trace: boolean, json: boolean, terminal: Terminal): void {
  const { compileErrors, outcome } = result;
  if (json) {
    terminal.write(`${JSON.stringify(toJson(result), undefined, 2)}\n`);
    return;
  }
  const style = terminal.isColoured === true ? terminalStyle : plainStyle;
  if (compileErrors.length === 0)
    terminal.write(
      trace || outcome.status !== "pass"
        ? renderTrace(result, trace, style)
        : `${renderHeading(result, style)}\n`,
    );
  // The trace names the place of an error in one line, as clients read it; people see the place itself.
  const errors =
    compileErrors.length > 0 || outcome.error === undefined ? compileErrors : [outcome.error];
  if (errors.length > 0) terminal.writeError(`${errors.map(renderDiagnostic).join("\n\n")}\n`);
}

/** COMPAT (Commands, apply: JSON output). */
function toJson(result: PolicyResult): object {
  const { policy, outcome } = result;
  const trace = renderTraceJson(outcome);
  const passed = outcome.status === "pass";
  return {
    error: trace.error,
    policies: [
      {
        enforcement_level: policy.enforcementLevel,
        error: trace.error,
        policy: policy.fileName,
        result: passed,
        trace,
      },
    ],
    result: passed,
  };
}
