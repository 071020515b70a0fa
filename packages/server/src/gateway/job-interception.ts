import { mergeWarnings, type TreeObject, writeDocument } from "@portcullis/nomad-data";
import { refusal } from "./answer.js";
import { isReadableJobId } from "./classify.js";
import { numberOf, objectOf, readSubmitted, textOf, withField, withoutField } from "./documents.js";
import type { Prepared, Received, ToJudge, Understood } from "./interception.js";
import type { NomadReader, Place } from "./nomad-reader.js";

type JobRequest = "register" | "plan";

/** COMPAT (open-source Nomad, its HTTP API): how each route tells what is wrong with the job's ID. */
const ID_TEXTS: Readonly<Record<JobRequest, { readonly missing: string; readonly other: string }>> =
  {
    register: { missing: "Job ID hasn't been provided", other: "Job ID does not match name" },
    plan: { missing: "Job must have a valid ID", other: "Job ID does not match" },
  };

/** COMPAT (open-source Nomad, registration): the beginning of each of the three texts below. */
const CONFLICT = "Enforcing job modify index";

/** A registration or plan of a job; `pathId` is the ID in its path, empty for none. */
export function understandJob(
  kind: JobRequest,
  pathId: string,
  { headerToken, query, body }: Received,
  nomad: NomadReader,
): Understood {
  const request = readSubmitted(`${kind} request`, body);
  const given = objectOf(request, "Job");
  if (given === undefined) throw refusal(400, "Job must be specified");
  if (given.ID === undefined) throw refusal(400, ID_TEXTS[kind].missing);
  const id = textOf(given, "ID");
  if (pathId !== "" && pathId !== id) throw refusal(400, ID_TEXTS[kind].other);
  // COMPAT (What a gateway must intercept): which of them counts.
  const namespace =
    query.namespace || textOf(request, "Namespace") || textOf(given, "Namespace") || "default";
  const region = textOf(request, "Region") || query.region || textOf(given, "Region");
  const place: Place = { region: region === "global" ? "" : region, namespace };
  const job = withField(given, "Namespace", namespace);
  const document = withField(withField(request, "Job", job), "Namespace", namespace);
  const override = request.PolicyOverride === true;
  return {
    ...understoodJob(id, headerToken || textOf(request, "SecretID"), place, document, override),
    async prepare() {
      const existing = await existingJob(id, place, nomad);
      const toJudge = [await jobToJudge(job, existing, place, override, nomad)];
      return kind === "plan" ? { toJudge, document } : enforced(document, existing, toJudge);
    },
  };
}

/** A return to an earlier version of a job, which is judged like a registration of it. */
export function understandRevert(
  pathId: string,
  { headerToken, query, body }: Received,
  nomad: NomadReader,
): Understood {
  const request = readSubmitted("revert request", body);
  const id = textOf(request, "JobID");
  if (id === "") throw refusal(400, "JobID must be specified");
  if (id !== pathId) throw refusal(400, "Job ID does not match");
  const namespace = query.namespace || textOf(request, "Namespace") || "default";
  const place: Place = { region: query.region || textOf(request, "Region"), namespace };
  const document = withField(request, "Namespace", namespace);
  return {
    ...understoodJob(id, headerToken || textOf(request, "AuthToken"), place, document, false),
    async prepare() {
      const versions = (await existingJob(id, place, nomad)) && (await nomad.versions(id, place));
      const [current] = versions ?? [];
      const wanted = numberOf(request, "JobVersion");
      const version = versions?.find((each) => numberOf(each, "Version") === wanted);
      // COMPAT (open-source Nomad, reverting): its own texts.
      if (current === undefined) throw refusal(500, `job ${goQuoted(id)} not found`);
      if (version === current) throw refusal(500, "can't revert to current version");
      if (version === undefined)
        throw refusal(
          500,
          `job ${goQuoted(id)} in namespace ${goQuoted(namespace)} at version ${wanted} not found`,
        );
      const restored = withField(withoutField(version, "VersionTag"), "Stable", false);
      const toJudge = await jobToJudge(restored, current, place, false, nomad);
      return enforcedRevert(document, current, [{ ...toJudge, isStored: true }]);
    },
  };
}

export function understoodJob(
  id: string,
  token: string,
  { region, namespace }: Place,
  document: TreeObject,
  override: boolean,
): Omit<Understood, "prepare"> {
  return {
    scope: "submit-job",
    subject: `job ${JSON.stringify(id)}`,
    document,
    token,
    region,
    namespaces: [namespace],
    override,
    warn: mergeWarnings,
  };
}

/** Throws `Refusal` for an ID that Nomad's API could not answer about. */
export async function existingJob(
  id: string,
  place: Place,
  nomad: NomadReader,
): Promise<TreeObject | undefined> {
  if (isReadableJobId(id)) return nomad.job(id, place);
  throw refusal(
    400,
    `the job ID ${JSON.stringify(id)} reads like another address of Nomad's API, so that the job's present state cannot be found for policies; choose another one`,
  );
}

export async function jobToJudge(
  job: TreeObject,
  existing: TreeObject | undefined,
  { region, namespace }: Place,
  override: boolean,
  nomad: NomadReader,
): Promise<ToJudge> {
  const own = region === "" ? await nomad.region() : region;
  // COMPAT (What a gateway must intercept): where the request goes is the job's region, whatever it says.
  const submitted = withField(job, "Region", own);
  return {
    scope: "submit-job",
    submitted: writeDocument(submitted),
    isStored: false,
    existing: existing === undefined ? null : writeDocument(existing),
    node: null,
    nodePool: null,
    region: own,
    namespace,
    override,
  };
}

/**
 * The registration holds only for the job that policies have seen beside it: Nomad is told which one
 * that was, and answers if another came between. Whoever says that himself gets Nomad's own answer.
 */
function enforced(
  document: TreeObject,
  existing: TreeObject | undefined,
  toJudge: readonly ToJudge[],
): Prepared {
  const found = numberOf(existing, "JobModifyIndex");
  const given = numberOf(document, "JobModifyIndex");
  if (document.EnforceIndex === true) {
    if (given === found) return { toJudge, document };
    throw refusal(500, conflictText(given, found));
  }
  return {
    toJudge,
    document: withField(withField(document, "EnforceIndex", true), "JobModifyIndex", found),
    isOutdated: (answer) => answer.includes(CONFLICT),
  };
}

function conflictText(given: number | bigint, found: number | bigint): string {
  if (given === 0) return `${CONFLICT} 0: job already exists`;
  if (found === 0) return `${CONFLICT} ${given}: job does not exist`;
  return `${CONFLICT} ${given}: job exists with conflicting job modify index: ${found}`;
}

/** The same for a return to an earlier version. */
function enforcedRevert(
  document: TreeObject,
  current: TreeObject,
  toJudge: readonly ToJudge[],
): Prepared {
  const version = numberOf(current, "Version");
  const prior = document.EnforcePriorVersion;
  const conflict = `Current job has version ${version}; enforcing version`;
  if (prior !== undefined) {
    if (prior === version) return { toJudge, document };
    throw refusal(500, `${conflict} ${prior}`);
  }
  return {
    toJudge,
    document: withField(document, "EnforcePriorVersion", version),
    isOutdated: (answer) =>
      /Current job has version \d+; enforcing version/.test(answer) || answer.includes(CONFLICT),
  };
}

/** As Go's `%q`, which differs from JSON only for what no name holds. */
export function goQuoted(text: string): string {
  return JSON.stringify(text);
}
