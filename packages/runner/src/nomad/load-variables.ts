import type { ImportSource } from "@portcullis/language";
import { decodeVariablesFile } from "@portcullis/nomad-data";
import { loadDocument } from "./load-submission.js";
import { variablesImport } from "./variables-import.js";

/**
 * The import `nomad_var` over a file that stands in for Nomad's variables; without one there are none.
 * Throws `LoadError`.
 */
export function loadVariables(path: string | undefined): ImportSource {
  const document = path === undefined ? {} : loadDocument(path, decodeVariablesFile);
  const variables = (document.Variables ?? {}) as Readonly<Record<string, Record<string, string>>>;
  return variablesImport((name, namespace) => {
    const key = namespace === "default" ? name : `${name}@${namespace}`;
    return Object.hasOwn(variables, key) ? variables[key] : undefined;
  });
}
