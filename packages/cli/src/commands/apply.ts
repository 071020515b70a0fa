import { type ExitCode, exitCodeOf, exitCodes, ProgramCache, verdict } from "@portcullis/runner";
import { applyPolicies } from "../apply/apply-policies.js";
import { loadPolicies } from "../apply/load-policies.js";
import { printJson, printRule, printText } from "../apply/report.js";
import type { Command } from "../command.js";
import { durationFlag } from "../duration-flag.js";
import { parseFlags, refuseOperands } from "../flags.js";
import { parseGivenValues } from "../given-value.js";
import { networkFlags, openNetwork } from "../network.js";
import { styleFor } from "../style.js";

const flags = {
  config: {
    kind: "string",
    value: "FILE",
    help: "configuration with policies, mocks, modules, parameters and globals (default: every *.hcl in the working directory)",
  },
  param: {
    kind: "pairs",
    value: "NAME=VALUE",
    help: "value of a parameter, before SENTINEL_PARAM_NAME in the environment; may be repeated",
  },
  global: { kind: "pairs", value: "NAME=VALUE", help: "value of a global; may be repeated" },
  trace: { kind: "bool", help: "print the trace even if the policy passes" },
  json: { kind: "bool", help: "print the result and the whole trace as JSON" },
  "json-rule": {
    kind: "string",
    value: "RULE",
    help: "print the value of this rule as JSON and nothing else; without POLICY the same as -json",
  },
  timeout: {
    kind: "string",
    value: "DURATION",
    help: 'longest time that all policies together may take, such as "30s" (default: 1m for each)',
  },
  ...networkFlags,
} as const;

export const apply: Command = {
  name: "apply",
  usage: "[options] [POLICY]",
  description: `Evaluates a policy, by the path of its file or by its label in the configuration, and prints the outcome, with
a trace of its rules if it fails. Without POLICY, all policies of the configuration are evaluated in their order, up to
the first that fails and is not advisory.

Exit codes: 0 passed, 1 failed, 2 undefined, 3 error while the policy ran, 9 anything else. Without POLICY the
highest of those that are not advisory applies.`,
  flags,
  examples: [
    "portcullis apply -param day=monday examples/first-policy/working-hours.sentinel",
    "portcullis apply -trace -param day=friday -param hour=17 examples/first-policy/working-hours.sentinel",
    "SENTINEL_PARAM_DAY=monday portcullis apply -json-rule=main examples/first-policy/working-hours.sentinel",
    "portcullis apply -config=examples/first-policy/sentinel.hcl is-working-hours",
    "portcullis apply -config=examples/first-policy/sentinel.hcl -json",
  ],
  async run(args, terminal) {
    const { flags: given, color, operands } = parseFlags(flags, args);
    const [name, ...others] = operands;
    refuseOperands(others);
    const timeout =
      given.timeout === undefined ? undefined : durationFlag("timeout", given.timeout);

    const programs = new ProgramCache();
    const network = openNetwork(given, terminal);
    try {
      const loaded = loadPolicies(name, given.config, { programs, ...network });
      for (const warning of loaded.warnings) terminal.writeError(`warning: ${warning}\n`);
      const globals = [...loaded.environment.globals, ...parseGivenValues(given.global)];
      const environment = {
        ...loaded.environment,
        http: network.http,
        globals: new Map(globals),
      };
      const options = { params: given.param, timeout, programs };
      const results = await applyPolicies({ ...loaded, environment }, options, terminal);
      const [result] = results;
      const code: ExitCode =
        loaded.isSet || result === undefined
          ? verdict(results, "soft-mandatory")
          : exitCodeOf(result);
      const rule = given["json-rule"];
      if (rule !== undefined && !loaded.isSet && result !== undefined)
        printRule(rule, result, terminal);
      else if (given.json || rule !== undefined)
        printJson(results, loaded.warnings, code === exitCodes.pass, terminal);
      else printText(results, given.trace, styleFor(color, terminal), terminal);
      return code;
    } finally {
      network.close();
    }
  },
};
