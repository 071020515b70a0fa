// The standard imports of the policy language.

export {
  ImportConfigError,
  type ImportEnvironment,
  type OpenImport,
  type StandardImport,
} from "./define-import.js";
export { standardImports } from "./standard-imports.js";
