import type { PolicySetReport } from "../evaluation/evaluator.js";

/** The form in which the report of a check is kept as a blob: JSON of this server's own writing. */
export function encodeReport(sets: readonly PolicySetReport[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(sets));
}

export function decodeReport(content: Uint8Array): readonly PolicySetReport[] {
  return JSON.parse(new TextDecoder().decode(content));
}
