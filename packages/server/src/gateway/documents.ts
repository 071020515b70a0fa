import {
  type DocumentName,
  decodeDocument,
  isTreeObject,
  type Tree,
  type TreeObject,
  toObject,
} from "@portcullis/nomad-data";
import { refusal } from "./answer.js";

/** Reads a submitted document. Throws `Refusal` for what Nomad would not read, or could read otherwise. */
export function readSubmitted(name: DocumentName, body: Buffer): TreeObject {
  // COMPAT (HTTP API, routes): Nomad's own text.
  if (body.length === 0) throw refusal(400, "Request body is empty");
  const { tree, problem } = decodeDocument(name, body);
  if (tree === undefined) throw refusal(400, problem.message);
  return tree;
}

export function textOf(document: TreeObject, field: string): string {
  const value = document[field];
  return typeof value === "string" ? value : "";
}

export function objectOf(document: TreeObject, field: string): TreeObject | undefined {
  const value = document[field];
  return isTreeObject(value) ? value : undefined;
}

/** An index or version: 0 if it is not given. */
export function numberOf(document: TreeObject | undefined, field: string): number | bigint {
  const value = document?.[field];
  return typeof value === "number" || typeof value === "bigint" ? value : 0;
}

export function withField(document: TreeObject, field: string, value: Tree): TreeObject {
  return toObject(Object.entries({ ...document, [field]: value }));
}

export function withoutField(document: TreeObject, field: string): TreeObject {
  return toObject(Object.entries(document).filter(([name]) => name !== field));
}
