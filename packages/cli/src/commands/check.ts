import {
  emptyEnvironment,
  evaluatePolicySet,
  loadPolicySet,
  loadTerraformData,
  ProgramCache,
  planImports,
  renderPolicyCheckLog,
  textRedactor,
  verdict,
} from "@portcullis/runner";
import type { Command } from "../command.js";
import { failOnFlag, parseFailOn } from "../fail-on.js";
import { parseFlags, refuseOperands, UsageError } from "../flags.js";
import { networkFlags, openNetwork } from "../network.js";
import { terraformDataFlags, terraformDataPaths } from "../terraform-data-flags.js";

const flags = {
  policies: {
    kind: "string",
    value: "DIR",
    help: "folder of the policy set, with its sentinel.hcl",
  },
  ...terraformDataFlags,
  "redact-sensitive": {
    kind: "bool",
    help: "replace the plan's sensitive values in what is printed",
  },
  "fail-on": failOnFlag,
  ...networkFlags,
} as const;

export const check: Command = {
  name: "check",
  usage: "-policies=DIR -plan=FILE [options]",
  description: `Evaluates the policies that sentinel.hcl in DIR lists over a Terraform plan and prints the policy check.

Exit codes: 0 nothing failed at or above the level of -fail-on, 1 a policy failed, 2 one was undefined,
3 one ended in an error, 9 anything else. The highest applies.`,
  flags,
  examples: [
    "portcullis check --policies examples/policies --plan examples/web-tier/plan.json",
    "cat examples/web-tier/plan.json | portcullis check --policies examples/policies --plan - --fail-on hard-mandatory",
  ],
  run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    refuseOperands(operands);
    if (given.policies === undefined)
      throw new UsageError('name the policy set with "-policies=DIR"');
    const paths = terraformDataPaths(given);
    const failOn = parseFailOn(given["fail-on"]);

    const programs = new ProgramCache();
    const network = openNetwork(given, terminal);
    const set = loadPolicySet(given.policies, programs, network);
    const data = loadTerraformData(paths);
    const imports = planImports(data);
    const environment = { ...emptyEnvironment, imports, http: network.http };
    const result = evaluatePolicySet(set, environment, programs);
    network.close();
    const log = renderPolicyCheckLog([result]);
    terminal.write(given["redact-sensitive"] ? textRedactor(data)(log) : log);
    return verdict(result.results, failOn);
  },
};
