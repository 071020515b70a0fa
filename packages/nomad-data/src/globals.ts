import type { Value } from "@portcullis/language";
import { withFields } from "./canonical/fields.js";
import { canonicalJob, type JobPlace } from "./canonical/job.js";
import { canonicalCsiVolume, canonicalHostVolume } from "./canonical/volumes.js";
import type { TreeObject } from "./json/tree.js";
import { aclToken, namespace, node, nodePool } from "./schema/cluster.js";
import { job } from "./schema/job.js";
import type { Struct } from "./schema/shape.js";
import { csiVolume, hostVolume } from "./schema/volumes.js";
import { toValue } from "./values/struct-view.js";

// What policies can name without an import (Globals per scope). Every document is one that
// `decodeDocument` has read; what is not given is null for policies.

export type Globals = ReadonlyMap<string, Value>;

/** Who submits, and where to. */
export interface Submission extends JobPlace {
  readonly token?: TreeObject | undefined;
  readonly namespaceDocument?: TreeObject | undefined;
}

/** COMPAT: Nomad's own names of the region and namespace of who names none. */
export const defaultSubmission: Submission = { region: "global", namespace: "default" };

/** The globals of the scope `submit-job`; `existing` is the job as Nomad has it, if it has one. */
export function jobGlobals(
  submitted: TreeObject,
  existing?: TreeObject,
  submission = defaultSubmission,
): Globals {
  return storedJobGlobals(canonicalJob(submitted, submission), existing, submission);
}

/** The same for a job that Nomad has kept, and has completed before that. */
export function storedJobGlobals(
  complete: TreeObject,
  existing?: TreeObject,
  submission = defaultSubmission,
): Globals {
  // COMPAT (Values): who submits, whatever the submission says.
  const submitted = withFields(complete, { NomadTokenID: submission.token?.AccessorID ?? "" });
  return new Map<string, Value>([
    ["job", toValue(submitted, job)],
    ["existing_job", orNull(existing, job)],
    ["job_exists", existing !== undefined],
    ...submitterGlobals(submission),
  ]);
}

/** Where a host volume is placed, as far as that is known before Nomad places it. */
export interface Placement {
  readonly node?: TreeObject | undefined;
  readonly nodePool?: TreeObject | undefined;
}

/** The globals of the scope `submit-host-volume`; `id` is the one that a new volume gets. */
export function hostVolumeGlobals(
  submitted: TreeObject,
  id: string,
  existing?: TreeObject,
  placement: Placement = {},
  submission = defaultSubmission,
): Globals {
  const complete = canonicalHostVolume(submitted, submission.namespace, id);
  return new Map<string, Value>([
    ["volume", toValue(complete, hostVolume)],
    ["existing_volume", orNull(existing, hostVolume)],
    ["volume_exists", existing !== undefined],
    ["node", orNull(placement.node, node)],
    ["node_pool", orNull(placement.nodePool, nodePool)],
    ...submitterGlobals(submission),
  ]);
}

/** The globals of the scope `submit-csi-volume`, for one of the volumes of a request. */
export function csiVolumeGlobals(
  submitted: TreeObject,
  existing?: TreeObject,
  submission = defaultSubmission,
): Globals {
  const clean = (volume: TreeObject) => canonicalCsiVolume(volume, submission.namespace);
  return new Map<string, Value>([
    ["volume", toValue(clean(submitted), csiVolume)],
    ["existing_volume", orNull(existing && clean(existing), csiVolume)],
    ["volume_exists", existing !== undefined],
    ...submitterGlobals(submission),
  ]);
}

function submitterGlobals({ token, namespaceDocument }: Submission): [string, Value][] {
  // COMPAT (Fields, nomad_acl_token): the secret is never shown.
  const clean = token && withFields(token, { SecretID: undefined });
  return [
    ["nomad_acl_token", orNull(clean, aclToken)],
    ["namespace", orNull(namespaceDocument, namespace)],
  ];
}

function orNull(tree: TreeObject | undefined, shape: Struct): Value {
  return tree === undefined ? null : toValue(tree, shape);
}
