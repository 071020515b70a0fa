import { isTreeObject, type TreeObject, toObject } from "@portcullis/nomad-data";
import { refusal } from "./answer.js";
import { objectOf, readSubmitted, textOf, withField } from "./documents.js";
import type { Prepared, Received, Understood } from "./interception.js";
import { existingJob, goQuoted, jobToJudge, understoodJob } from "./job-interception.js";
import type { NomadReader, Place } from "./nomad-reader.js";

// What Nomad's own enforcement never looks at, judged as a registration of what would come of it. Nothing
// can be overridden here, and nothing guards against a change of the job between.

/** A change of the number of instances of a group: policies see the job with the new one. */
export function understandScale(
  pathId: string,
  received: Received,
  nomad: NomadReader,
): Understood {
  const request = readSubmitted("scale request", received.body);
  const { Job: id = "", Group: group = "" } = objectOf(request, "Target") ?? {};
  // COMPAT (open-source Nomad, scaling): its own text.
  if (id !== "" && id !== pathId) throw refusal(400, "job ID in payload did not match URL");
  return understandChange(pathId, request, received, nomad, (job) =>
    typeof request.Count === "number" ? scaled(job, String(group), request.Count) : undefined,
  );
}

/** The start of a job that waits for parameters: policies see it with those. */
export function understandDispatch(
  pathId: string,
  received: Received,
  nomad: NomadReader,
): Understood {
  const request = readSubmitted("dispatch request", received.body);
  const id = textOf(request, "JobID");
  // COMPAT (open-source Nomad, dispatching): its own text.
  if (id !== "" && id !== pathId) throw refusal(400, "Job ID does not match");
  return understandChange(pathId, request, received, nomad, (job) => dispatched(job, request));
}

function understandChange(
  id: string,
  request: TreeObject,
  { headerToken, query }: Received,
  nomad: NomadReader,
  change: (job: TreeObject) => TreeObject | undefined,
): Understood {
  const namespace = query.namespace || textOf(request, "Namespace") || "default";
  const place: Place = { region: query.region || textOf(request, "Region"), namespace };
  const document = withField(request, "Namespace", namespace);
  return {
    ...understoodJob(id, headerToken || textOf(request, "AuthToken"), place, document, false),
    async prepare(): Promise<Prepared> {
      const existing = await existingJob(id, place, nomad);
      if (existing === undefined) throw refusal(404, `job ${goQuoted(id)} not found`);
      const changed = change(existing);
      if (changed === undefined) return { toJudge: [], document };
      const toJudge = await jobToJudge(changed, existing, place, false, nomad);
      return { toJudge: [{ ...toJudge, isStored: true }], document };
    },
  };
}

function scaled(job: TreeObject, name: string, count: number): TreeObject {
  const groups = Array.isArray(job.TaskGroups) ? job.TaskGroups.filter(isTreeObject) : [];
  if (!groups.some((group) => group.Name === name))
    throw refusal(400, `task group ${goQuoted(name)} specified for scaling does not exist in job`);
  const changed = groups.map((group) =>
    group.Name === name ? withField(group, "Count", count) : group,
  );
  return withField(job, "TaskGroups", changed);
}

function dispatched(job: TreeObject, request: TreeObject): TreeObject {
  const meta = { ...objectOf(job, "Meta"), ...objectOf(request, "Meta") };
  const withMeta = withField(job, "Meta", toObject(Object.entries(meta)));
  const withParent = withField(withMeta, "ParentID", textOf(job, "ID"));
  const withPayload = withField(withParent, "Payload", textOf(request, "Payload"));
  return withField(withPayload, "Dispatched", true);
}
