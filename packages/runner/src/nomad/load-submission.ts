import { readFileSync } from "node:fs";
import {
  type DocumentName,
  type DocumentResult,
  decodeDocument,
  defaultSubmission,
  type Globals,
  type Submission,
  type TreeObject,
} from "@portcullis/nomad-data";
import { openPlan } from "../load-terraform-data.js";
import { LoadError } from "../source-reader.js";

/** Where the documents are that belong to any submission; `-` is standard input. */
export interface SubmitterPaths {
  readonly token?: string | undefined;
  readonly namespace?: string | undefined;
}

/** What somebody submits, as policies see it. */
export interface LoadedSubmission {
  /** What it is, for people: `Job` or `Volume`. */
  readonly kind: "Job" | "Volume";
  readonly id: string;
  /** What policies of its scope can name. */
  readonly globals: Globals;
}

/** Reads who submits, and where to. Throws `LoadError` naming the file at fault. */
export function loadSubmitter({ token, namespace }: SubmitterPaths): Submission {
  return {
    ...defaultSubmission,
    token: loadGiven("ACL token", token),
    namespaceDocument: loadGiven("namespace", namespace),
  };
}

/** Reads a document that Nomad's API has answered, if there is a file of it. Throws `LoadError`. */
export function loadGiven(name: DocumentName, path: string | undefined): TreeObject | undefined {
  return path === undefined
    ? undefined
    : loadDocument(path, (bytes) => decodeDocument(name, bytes));
}

/** Reads a document. Throws `LoadError` naming the file. */
export function loadDocument(
  path: string,
  decode: (bytes: Uint8Array) => DocumentResult,
): TreeObject {
  const { tree, problem } = decode(readFileSync(openPlan(path)));
  if (tree === undefined) throw new LoadError(`"${path}": ${problem.message}`);
  return tree;
}
