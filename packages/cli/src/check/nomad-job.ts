import {
  checkJob,
  type Environment,
  exitCodeOfJob,
  type JobPaths,
  loadJobSubmission,
  type PolicySet,
  type ProgramCache,
  renderJobReport,
} from "@portcullis/runner";
import type { Terminal } from "../command.js";
import type { parseFailOn } from "../fail-on.js";
import { type FlagTable, type FlagValues, UsageError } from "../flags.js";
import { withoutOrders } from "./write-report.js";

/** The flags with which a Nomad job takes the place of a plan. */
export const nomadFlags = {
  "nomad-job": {
    kind: "string",
    value: "FILE",
    help: 'Nomad job as "nomad job run -output FILE" prints it, in place of a plan; "-" reads standard input',
  },
  "nomad-existing-job": {
    kind: "string",
    value: "FILE",
    help: 'the job as it runs, from "nomad job inspect"; without it the job is new',
  },
  "nomad-token": {
    kind: "string",
    value: "FILE",
    help: 'ACL token of who submits, as JSON from "nomad acl token self -json"',
  },
  "nomad-namespace": {
    kind: "string",
    value: "FILE",
    help: 'namespace of the job, as JSON from "nomad namespace inspect"',
  },
  "policy-override": {
    kind: "bool",
    help: "judge the Nomad job as if soft failures were overridden",
  },
} as const satisfies FlagTable;

/** Flags that say something of plans, or of reports about them. */
const planFlags = ["plan", "state", "run", "schemas", "format", "output", "redact-sensitive"];

export interface NomadCheck {
  readonly paths: JobPaths;
  readonly override: boolean;
}

/** What is asked for of a Nomad job; nothing if it is about plans. Both at once is refused. */
export function nomadCheckOf(
  given: FlagValues<typeof nomadFlags> & Readonly<Record<string, unknown>>,
): NomadCheck | undefined {
  const job = given["nomad-job"];
  const others = Object.keys(nomadFlags).filter((name) => name !== "nomad-job");
  const [odd] = (job === undefined ? others : planFlags).filter((name) => isGiven(given[name]));
  if (odd !== undefined)
    throw new UsageError(
      job === undefined
        ? `"-${odd}" needs "-nomad-job=FILE"`
        : `"-${odd}" is about plans; leave it out for a Nomad job`,
    );
  if (job === undefined) return undefined;
  const paths = {
    job,
    existingJob: given["nomad-existing-job"],
    token: given["nomad-token"],
    namespace: given["nomad-namespace"],
  };
  if (Object.values(paths).filter((path) => path === "-").length > 1)
    throw new UsageError('only one file can be read from standard input with "-"');
  return { paths, override: given["policy-override"] };
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

/** Checks a Nomad job as the scope `submit-job` would, and returns the exit code. */
export function checkNomadJob(
  { paths, override }: NomadCheck,
  sets: readonly PolicySet[],
  environment: Environment,
  programs: ProgramCache,
  failOn: ReturnType<typeof parseFailOn>,
  terminal: Terminal,
): number {
  const report = checkJob(sets, loadJobSubmission(paths), override, environment, programs);
  terminal.write(withoutOrders(renderJobReport(report), terminal.env));
  return exitCodeOfJob(report, failOn);
}
