import { type DocumentResult, readDocument } from "./json/read-document.js";
import { map, struct, text } from "./schema/shape.js";

/** Items of variables by path, with "@" and the namespace behind it if that is not the default one. */
const shape = struct({ Variables: map(map(text)) });

/** Reads a file that stands in for Nomad's variables: `{"Variables": {"nomad/sentinel/x": {"key": "value"}}}`. */
export function decodeVariablesFile(bytes: Uint8Array): DocumentResult {
  return readDocument("file of variables", bytes, shape, "stored");
}
