// The standard imports of the policy language.

export {
  ImportConfigError,
  type ImportEnvironment,
  type OpenImport,
  type StandardImport,
} from "./define-import.js";
export type { HttpPort, HttpPortAnswer, HttpPortRequest } from "./http/http-port.js";
export { standardImports } from "./standard-imports.js";
