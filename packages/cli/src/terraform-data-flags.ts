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
    help: 'state as "terraform show -json" prints it, in place of the one in the plan',
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

/** Which files are given; at most one of them may be standard input. */
export function terraformDataPaths(
  given: {
    readonly [Name in keyof typeof terraformDataFlags]: string | undefined;
  },
): TerraformDataPaths {
  const { plan, state, run, schemas } = given;
  if (plan === undefined) throw new UsageError('name the plan with "-plan=FILE"');
  if ([plan, state, run, schemas].filter((path) => path === "-").length > 1)
    throw new UsageError('only one file can be read from standard input with "-"');
  return { plan, state, run, schemas };
}
