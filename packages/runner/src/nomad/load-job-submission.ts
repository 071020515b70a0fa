import { readFileSync } from "node:fs";
import {
  type DocumentResult,
  decodeDocument,
  decodeExistingJobFile,
  decodeJobFile,
  defaultSubmission,
  type Globals,
  jobGlobals,
  type TreeObject,
} from "@portcullis/nomad-data";
import { openPlan } from "../load-terraform-data.js";
import { LoadError } from "../source-reader.js";

/** Where the documents of a submission are; `-` is standard input. */
export interface JobPaths {
  readonly job: string;
  readonly existingJob?: string | undefined;
  readonly token?: string | undefined;
  readonly namespace?: string | undefined;
}

export interface LoadedJob {
  readonly id: string;
  /** What policies of the scope `submit-job` can name. */
  readonly globals: Globals;
}

/** Reads a job and what is given with it. Throws `LoadError` naming the file at fault. */
export function loadJobSubmission({ job, existingJob, token, namespace }: JobPaths): LoadedJob {
  const submitted = load(job, decodeJobFile);
  const given = (path: string | undefined, decode: (bytes: Uint8Array) => DocumentResult) =>
    path === undefined ? undefined : load(path, decode);
  const globals = jobGlobals(submitted, given(existingJob, decodeExistingJobFile), {
    ...defaultSubmission,
    token: given(token, (bytes) => decodeDocument("ACL token", bytes)),
    namespaceDocument: given(namespace, (bytes) => decodeDocument("namespace", bytes)),
  });
  return { id: String(submitted.ID), globals };
}

function load(path: string, decode: (bytes: Uint8Array) => DocumentResult): TreeObject {
  const { tree, problem } = decode(readFileSync(openPlan(path)));
  if (tree === undefined) throw new LoadError(`"${path}": ${problem.message}`);
  return tree;
}
