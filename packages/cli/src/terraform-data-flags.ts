import type { TerraformDataPaths } from "@portcullis/runner";
import { UsageError } from "./flags.js";

/** The flags of commands that work on a plan. */
export const terraformDataFlags = {
  plan: {
    kind: "string",
    value: "FILE",
    help: 'plan as "terraform show -json PLANFILE" prints it; "-" reads standard input',
  },
  state: {
    kind: "string",
    value: "FILE",
    help: 'state file, or state as "terraform show -json" prints it, in place of the one in the plan',
  },
  run: {
    kind: "string",
    value: "FILE",
    help: "JSON object with what the import tfrun shows; without it there is no such import",
  },
  schemas: {
    kind: "string",
    value: "FILE",
    help: 'output of "terraform providers schema -json", for exact diffs of the import tfplan/v1',
  },
} as const;

type Given = { readonly [Name in keyof typeof terraformDataFlags]: string | undefined };

/** Which files are given; at most one of them may be standard input. */
export function terraformDataPaths(given: Given): TerraformDataPaths {
  const { plan, ...others } = given;
  const [paths] = terraformDataPathsOf({ ...others, plan: plan === undefined ? [] : [plan] });
  if (paths === undefined) throw new UsageError(NO_PLAN);
  return paths;
}

const NO_PLAN = 'name the plan with "-plan=FILE"';

/** The same where several plans may be given. */
export function terraformDataPathsOf({
  plan: plans,
  state,
  run,
  schemas,
}: Omit<Given, "plan"> & { readonly plan: readonly string[] }): TerraformDataPaths[] {
  if (plans.length === 0) throw new UsageError(NO_PLAN);
  if (state !== undefined && plans.length > 1)
    throw new UsageError('"-state" belongs to one plan; check plans with states one by one');
  if ([...plans, state, run, schemas].filter((path) => path === "-").length > 1)
    throw new UsageError('only one file can be read from standard input with "-"');
  return plans.map((plan) => ({ plan, state, run, schemas }));
}
