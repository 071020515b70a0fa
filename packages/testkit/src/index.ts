// What tests of several packages share. Imported by tests only.

export { type DiagnosticCase, diagnoseCase, readDiagnosticCases } from "./diagnostic-case.js";
export { renderDiagnosticsPage } from "./diagnostics-page.js";
export { fuzzRuns } from "./fuzz-runs.js";
export { type GitServer, type RepositoryFiles, startGitServer } from "./git-server.js";
export { golden } from "./golden.js";
export {
  type KeyPair,
  type LocalServer,
  selfSigned,
  startHttp,
  startHttps,
} from "./local-server.js";
export { checkScript, engines, readScripts, type Script, type ScriptHost } from "./script.js";
