import {
  type CheckReport,
  checkPlan,
  emptyEnvironment,
  exitCodeOfReport,
  LoadError,
  loadTerraformData,
  MalformedDocument,
  type PlanReport,
  type PolicySet,
  ProgramCache,
  type TerraformDataPaths,
} from "@portcullis/runner";
import { loadSets } from "../check/load-sets.js";
import { checkNomadSubmission, nomadCheckOf, nomadFlags } from "../check/nomad-submission.js";
import { formatFlag, parseFormat } from "../check/report-formats.js";
import { writeReport } from "../check/write-report.js";
import type { Command } from "../command.js";
import { failOnFlag, parseFailOn } from "../fail-on.js";
import { parseFlags, refuseOperands, UsageError } from "../flags.js";
import { networkFlags, openNetwork } from "../network.js";
import { terraformDataFlags, terraformDataPathsOf } from "../terraform-data-flags.js";

const flags = {
  policies: {
    kind: "list",
    value: "DIR",
    help: "policy set: a folder with its sentinel.hcl, a .tar.gz or .zip of one, or the address of such; may be repeated",
  },
  ...terraformDataFlags,
  plan: {
    ...terraformDataFlags.plan,
    kind: "list",
    help: `${terraformDataFlags.plan.help}; may be repeated`,
  },
  ...nomadFlags,
  param: {
    kind: "pairs",
    value: "NAME=VALUE",
    help: "value of a parameter, for every policy that has it; may be repeated",
  },
  format: formatFlag,
  output: {
    kind: "string",
    value: "FILE",
    help: "file for the report; standard output then shows it as text",
  },
  "redact-sensitive": {
    kind: "bool",
    help: "hide the plan's sensitive values even in what policies print",
  },
  "fail-on": failOnFlag,
  ...networkFlags,
} as const;

export const check: Command = {
  name: "check",
  usage: "-policies=DIR (-plan=FILE | -nomad-job=FILE | -nomad-volume=FILE) [options]",
  description: `Evaluates the policies that sentinel.hcl in DIR lists over Terraform plans and prints the policy check,
or over a Nomad job or volume, and prints what a Nomad server with these policies would answer.

Exit codes: 0 nothing failed at or above the level of -fail-on, 1 a policy failed, 2 one was undefined,
3 one ended in an error, 9 anything else. The highest applies.`,
  flags,
  examples: [
    "portcullis check --policies examples/policies --plan examples/web-tier/plan.json",
    "cat examples/web-tier/plan.json | portcullis check --policies examples/policies --plan - --fail-on hard-mandatory",
    "portcullis check --policies examples/policies --plan examples/web-tier/plan.json --format markdown",
    "portcullis check --policies examples/nomad --nomad-job examples/nomad/jobs/shop.json",
  ],
  async run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    refuseOperands(operands);
    if (given.policies.length === 0)
      throw new UsageError('name the policy set with "-policies=DIR"');
    const nomad = nomadCheckOf(given);
    const allPaths = nomad === undefined ? terraformDataPathsOf(given) : [];
    const failOn = parseFailOn(given["fail-on"]);
    const format = parseFormat(given.format);

    const programs = new ProgramCache();
    const network = openNetwork(given, terminal);
    const setOptions = { programs, access: network, params: given.param };
    const sets = await loadSets(given.policies, setOptions, terminal);
    const environment = { ...emptyEnvironment, http: network.http };
    if (nomad !== undefined) {
      const code = checkNomadSubmission(nomad, sets, environment, programs, failOn, terminal);
      network.close();
      return code;
    }
    const options = {
      environment,
      programs,
      redactPrinted: given["redact-sensitive"],
    };
    const plans = allPaths.map((paths, index) => {
      if (allPaths.length > 1)
        terminal.showProgress?.(`checking plan ${index + 1} of ${allPaths.length}: ${paths.plan}`);
      return checkOne(paths, sets, options);
    });
    network.close();
    const report: CheckReport = { failOn, plans };
    writeReport(report, format, given.output, terminal);
    return exitCodeOfReport(report);
  },
};

/** A plan is let go of when its policies were evaluated, so that many take no more room than one. */
function checkOne(
  paths: TerraformDataPaths,
  sets: readonly PolicySet[],
  options: Parameters<typeof checkPlan>[2],
): PlanReport {
  const data = loadTerraformData(paths);
  try {
    return {
      name: paths.plan === "-" ? "<stdin>" : paths.plan,
      terraformVersion: data.plan.terraformVersion,
      sets: checkPlan(sets, data, options),
    };
  } catch (error) {
    if (error instanceof MalformedDocument)
      throw new LoadError(`checking "${paths.plan}": ${error.message}`);
    throw error;
  }
}
