import {
  checkSubmission,
  type Environment,
  exitCodeOfSubmissions,
  type JobPaths,
  type LoadedSubmission,
  loadJobSubmission,
  loadVariables,
  loadVolumeSubmissions,
  type PolicySet,
  type ProgramCache,
  renderSubmissionReport,
  VARIABLES_IMPORT,
  type VolumePaths,
} from "@portcullis/runner";
import type { Terminal } from "../command.js";
import type { parseFailOn } from "../fail-on.js";
import { type FlagTable, type FlagValues, UsageError } from "../flags.js";
import { withoutOrders } from "./write-report.js";

/** The flags with which a Nomad job or volume takes the place of a plan. */
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
  "nomad-volume": {
    kind: "string",
    value: "FILE",
    help: 'body of a request to create or register volumes, {"Volume": ...} of hosts or {"Volumes": [...]} of CSI',
  },
  "nomad-existing-volume": {
    kind: "string",
    value: "FILE",
    help: "the volume as it is, as Nomad's API answers it; without it the volume is new",
  },
  "nomad-node": {
    kind: "string",
    value: "FILE",
    help: "node of a host volume, as Nomad's API answers it",
  },
  "nomad-node-pool": {
    kind: "string",
    value: "FILE",
    help: "node pool of a host volume, as Nomad's API answers it",
  },
  "nomad-token": {
    kind: "string",
    value: "FILE",
    help: 'ACL token of who submits, as JSON from "nomad acl token self -json"',
  },
  "nomad-namespace": {
    kind: "string",
    value: "FILE",
    help: 'namespace of what is submitted, as JSON from "nomad namespace inspect"',
  },
  "nomad-variables": {
    kind: "string",
    value: "FILE",
    help: 'what the import "nomad_var" finds: {"Variables": {"nomad/sentinel/x": {"key": "value"}}}',
  },
  "policy-override": {
    kind: "bool",
    help: "judge the Nomad job or volume as if soft failures were overridden",
  },
} as const satisfies FlagTable;

type NomadFlag = keyof typeof nomadFlags;

/** Which flags go with a job, and which with a volume. */
const common: readonly NomadFlag[] = [
  "nomad-token",
  "nomad-namespace",
  "nomad-variables",
  "policy-override",
];
const ofJobs: readonly NomadFlag[] = ["nomad-job", "nomad-existing-job", ...common];
const ofVolumes: readonly NomadFlag[] = [
  "nomad-volume",
  "nomad-existing-volume",
  "nomad-node",
  "nomad-node-pool",
  ...common,
];

/** Flags that say something of plans, or of reports about them. */
const planFlags = ["plan", "state", "run", "schemas", "format", "output", "redact-sensitive"];

export interface NomadCheck {
  readonly submission: JobPaths | VolumePaths;
  readonly variables: string | undefined;
  readonly override: boolean;
}

/** What is asked for of a Nomad job or volume; nothing if it is about plans. Several at once are refused. */
export function nomadCheckOf(
  given: FlagValues<typeof nomadFlags> & Readonly<Record<string, unknown>>,
): NomadCheck | undefined {
  const subject = (["nomad-job", "nomad-volume"] as const).find((name) => isGiven(given[name]));
  refuseOddFlags(given, subject);
  const { "nomad-job": job, "nomad-volume": volume } = given;
  const submitter = { token: given["nomad-token"], namespace: given["nomad-namespace"] };
  const variables = given["nomad-variables"];
  const override = given["policy-override"];
  if (job !== undefined) {
    const submission = { job, existingJob: given["nomad-existing-job"], ...submitter };
    return withOneInput({ submission, variables, override });
  }
  if (volume === undefined) return undefined;
  const submission = {
    volume,
    existingVolume: given["nomad-existing-volume"],
    node: given["nomad-node"],
    nodePool: given["nomad-node-pool"],
    ...submitter,
  };
  return withOneInput({ submission, variables, override });
}

function refuseOddFlags(
  given: Readonly<Record<string, unknown>>,
  subject: "nomad-job" | "nomad-volume" | undefined,
): void {
  const mine = subject === "nomad-job" ? ofJobs : subject === "nomad-volume" ? ofVolumes : [];
  const others = Object.keys(nomadFlags).filter((name) => !mine.includes(name as NomadFlag));
  const [odd] = others.filter((name) => isGiven(given[name]));
  if (odd !== undefined) {
    const wanted = ofVolumes.includes(odd as NomadFlag) ? "-nomad-volume=FILE" : "-nomad-job=FILE";
    throw new UsageError(
      subject === undefined
        ? `"-${odd}" needs "${common.includes(odd as NomadFlag) ? "-nomad-job=FILE" : wanted}"`
        : `"-${odd}" does not go with "-${subject}"; leave one of them out`,
    );
  }
  const [ofPlans] = planFlags.filter((name) => isGiven(given[name]));
  if (subject !== undefined && ofPlans !== undefined)
    throw new UsageError(
      `"-${ofPlans}" is about plans; leave it out for a Nomad ${subject === "nomad-job" ? "job" : "volume"}`,
    );
}

function withOneInput(check: NomadCheck): NomadCheck {
  const paths = [...Object.values(check.submission), check.variables];
  if (paths.filter((path) => path === "-").length > 1)
    throw new UsageError('only one file can be read from standard input with "-"');
  return check;
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

/** Checks a Nomad job or volumes as the policies of their scope would, and returns the exit code. */
export function checkNomadSubmission(
  { submission, variables, override }: NomadCheck,
  sets: readonly PolicySet[],
  environment: Environment,
  programs: ProgramCache,
  failOn: ReturnType<typeof parseFailOn>,
  terminal: Terminal,
): number {
  const imports = new Map([...environment.imports, [VARIABLES_IMPORT, loadVariables(variables)]]);
  const reports = submissionsOf(submission).map((each) =>
    checkSubmission(sets, each, override, { ...environment, imports }, programs),
  );
  const text = reports.map(renderSubmissionReport).join("\n");
  terminal.write(withoutOrders(text, terminal.env));
  return exitCodeOfSubmissions(reports, failOn);
}

function submissionsOf(paths: JobPaths | VolumePaths): readonly LoadedSubmission[] {
  return "job" in paths ? [loadJobSubmission(paths)] : loadVolumeSubmissions(paths);
}
