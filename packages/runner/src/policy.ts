import { basename } from "node:path";
import type { EnforcementLevel } from "@portcullis/config";
import type { Value } from "@portcullis/language";
import { LoadError, readText } from "./source-reader.js";

/** A policy ready to be compiled and evaluated. */
export interface Policy {
  readonly name: string;
  /** What messages and traces call its file. */
  readonly fileName: string;
  readonly text: string;
  readonly enforcementLevel: EnforcementLevel;
  /** Where it was read from, if that was a file that its coverage may be counted for. */
  readonly path?: string;
  /** Values for this policy's parameters alone. */
  readonly params: ReadonlyMap<string, Value>;
}

/**
 * A policy that is named by its path: it has no parameters of its own, and is advisory (release notes
 * of 0.20). Throws `LoadError`.
 */
export function loadPolicyFile(path: string): Policy {
  const text = readText(path);
  if (typeof text !== "string") throw new LoadError(`"${path}" ${text.problem}`);
  return {
    name: basename(path, ".sentinel"),
    fileName: basename(path),
    path,
    text,
    enforcementLevel: "advisory",
    params: new Map(),
  };
}
