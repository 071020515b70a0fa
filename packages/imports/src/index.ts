// The standard imports of the policy language.

export { standardImports } from "./all.js";
export type { StandardImport } from "./define-import.js";
