import { DocumentFailure, type DocumentProblem } from "./json/document-problem.js";
import { type DocumentResult, type Origin, readDocument } from "./json/read-document.js";
import { isTreeObject } from "./json/tree.js";
import { aclToken, namespace, node, nodePool } from "./schema/cluster.js";
import { job } from "./schema/job.js";
import {
  csiVolumesRequest,
  dispatchRequest,
  hostVolumeRequest,
  jobVersions,
  planRequest,
  registerRequest,
  revertRequest,
  scaleRequest,
  tagRequest,
  variable,
} from "./schema/requests.js";
import { optional, type Struct, struct } from "./schema/shape.js";
import { csiVolume, hostVolume } from "./schema/volumes.js";

/** Every document that can be read, by what messages call it. */
const documents = {
  "register request": [registerRequest, "submitted"],
  "plan request": [planRequest, "submitted"],
  "revert request": [revertRequest, "submitted"],
  "scale request": [scaleRequest, "submitted"],
  "dispatch request": [dispatchRequest, "submitted"],
  "tag request": [tagRequest, "submitted"],
  "host volume request": [hostVolumeRequest, "submitted"],
  "CSI volumes request": [csiVolumesRequest, "submitted"],
  job: [job, "submitted"],
  "host volume": [hostVolume, "submitted"],
  "CSI volume": [csiVolume, "submitted"],
  "existing job": [job, "stored"],
  "job versions": [jobVersions, "stored"],
  variable: [variable, "stored"],
  "existing host volume": [hostVolume, "stored"],
  "existing CSI volume": [csiVolume, "stored"],
  "ACL token": [aclToken, "stored"],
  namespace: [namespace, "stored"],
  node: [node, "stored"],
  "node pool": [nodePool, "stored"],
} as const satisfies Readonly<Record<string, readonly [Struct, Origin]>>;

export type DocumentName = keyof typeof documents;

/**
 * Reads a document of Nomad's, by the rules that Nomad reads it by; see `readDocument`. `tree` is the
 * normalised document: `writeDocument` makes of it what may be forwarded in place of what came in.
 */
export function decodeDocument(name: DocumentName, bytes: Uint8Array): DocumentResult {
  const [shape, origin] = documents[name];
  return readDocument(name, bytes, shape, origin);
}

/** A job within an object, as requests and `nomad job inspect` have it. */
const wrappedJob = struct({ Job: optional(job) });

/**
 * Reads a job from a file: the request that `nomad job run -output` prints, or a job alone as Nomad's
 * API answers it.
 */
export function decodeJobFile(bytes: Uint8Array): DocumentResult {
  return unwrapped("job", bytes, "submitted", 'give the output of "nomad job run -output FILE"');
}

/** The same for a job that Nomad has: `nomad job inspect` prints one. */
export function decodeExistingJobFile(bytes: Uint8Array): DocumentResult {
  return unwrapped("existing job", bytes, "stored", 'give the output of "nomad job inspect ID"');
}

/** What is wrong with a file as a whole is most often that it is another file, such as one in HCL. */
function unwrapped(
  name: string,
  bytes: Uint8Array,
  origin: Origin,
  remedy: string,
): DocumentResult {
  const withRemedy = (problem: DocumentProblem): DocumentProblem =>
    problem.path === "" ? { ...problem, message: `${problem.message}; ${remedy}` } : problem;
  const outer = readDocument(name, bytes, wrappedJob, origin);
  if (outer.tree === undefined) return { problem: withRemedy(outer.problem) };
  const inner = outer.tree.Job;
  const { tree, problem } = isTreeObject(inner)
    ? { tree: inner }
    : readDocument(name, bytes, job, origin);
  if (tree === undefined) return { problem };
  if (typeof tree.ID === "string" && tree.ID !== "") return { tree };
  return { problem: withRemedy(new DocumentFailure(name, [], 0, 'has no "ID"').problem) };
}
