import type { StandardImport } from "./define-import.js";
import { json } from "./json/index.js";
import { strings } from "./strings/index.js";
import { types } from "./types/index.js";

/** Every standard import. */
export const standardImports: readonly StandardImport[] = [json, strings, types];
