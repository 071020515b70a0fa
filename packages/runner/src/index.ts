// Configuration, data and language brought together: policies evaluated, their results rendered. What
// callers need of the packages below is handed on, so that they depend on this one alone.

export {
  defaultLimits,
  type Limits,
  NamespaceError,
  parseJson,
  type Value,
} from "@portcullis/language";
export {
  decodePlan,
  decodeState,
  decodeStateFile,
  MalformedDocument,
  type MockFile,
  type Plan,
  type PlanSummary,
  type RunContext,
  redactData,
  redactPlan,
  renderMockBundle,
  runContextOf,
  type State,
  type StateFile,
  type StateSummary,
  summarizePlan,
  summarizeState,
  type TerraformData,
  textRedactor,
  writeJson,
} from "@portcullis/terraform-data";
export {
  type ArchivedPolicy,
  ArchivedSetError,
  type ArchivedSetFault,
  inspectOpaSet,
  inspectSentinelSet,
  loadArchivedPolicySet,
  loadOpaSet,
  unpackPolicySet,
} from "./archived-policy-set.js";
export { BlockingThread } from "./blocking/blocking-thread.js";
export { GrantedHttp } from "./blocking/http-port.js";
export type { HostGrant } from "./blocking/operations.js";
export { checkPlan } from "./check-plan.js";
export { compileProblem } from "./compile-problem.js";
export { configurationArchiveProblem } from "./configuration-archive.js";
export { createHost, type Environment, emptyEnvironment, planImports } from "./environment.js";
export { evaluatePolicy, notEvaluated, type PolicyResult } from "./evaluate-policy.js";
export { sensitiveValuesHider } from "./hide-sensitive.js";
export {
  CONFIGURATION_FILE,
  findFolderConfiguration,
  loadConfiguration,
} from "./load-configuration.js";
export { type LoadOptions, loadEnvironment } from "./load-environment.js";
export { loadPolicy, loadPolicySet } from "./load-policy-set.js";
export {
  loadPlan,
  loadTerraformData,
  MAX_PLAN_BYTES,
  openPlan,
  type TerraformDataPaths,
} from "./load-terraform-data.js";
export {
  checkSubmission,
  exitCodeOfSubmissions,
  renderSubmissionReport,
  type SubmissionReport,
} from "./nomad/check-submission.js";
export { type Judgement, judgeSubmission } from "./nomad/judge-submission.js";
export { type JobPaths, loadJobSubmission } from "./nomad/load-job-submission.js";
export type { LoadedSubmission } from "./nomad/load-submission.js";
export { loadVariables } from "./nomad/load-variables.js";
export { loadVolumeSubmissions, type VolumePaths } from "./nomad/load-volume-submissions.js";
export { type FindVariable, VARIABLES_IMPORT, variablesImport } from "./nomad/variables-import.js";
export { openPolicySet, type SetAccess } from "./open-policy-set.js";
export { PluginImport } from "./plugins/plugin-import.js";
export { loadPolicyFile, type Policy } from "./policy.js";
export {
  environmentIn,
  evaluatePolicySet,
  type PolicySet,
  type PolicySetResult,
} from "./policy-set.js";
export { ProgramCache } from "./program-cache.js";
export {
  type FetchedSources,
  RemoteSources,
  type RemoteSourcesOptions,
} from "./remote-sources/remote-sources.js";
export { renderApplyJson } from "./report/apply-json.js";
export { renderBoundedTrace } from "./report/bounded-trace.js";
export { renderCheckGitHub } from "./report/check-github.js";
export { type CheckJson, type PolicyJson, renderCheckJson } from "./report/check-json.js";
export { renderCheckJUnit } from "./report/check-junit.js";
export { renderCheckMarkdown } from "./report/check-markdown.js";
export { type CheckReport, exitCodeOfReport, type PlanReport } from "./report/check-report.js";
export { renderCheckSarif } from "./report/check-sarif.js";
export { renderCheckText } from "./report/check-text.js";
export { parseGoDuration, renderGoDuration } from "./report/go-duration.js";
export { compactJsonText, type Json, jsonText, toJson } from "./report/json.js";
export { type JUnitCase, type JUnitSuite, renderJUnit } from "./report/junit.js";
export { isAllowed, renderPolicyCheckLog } from "./report/policy-check-log.js";
export { plainStyle, type Style, terminalStyle } from "./report/style.js";
export { type RuleJson, renderTraceJson, type TraceJson } from "./report/trace-json.js";
export { renderHeading, renderTrace } from "./report/trace-text.js";
export { textForTerminal } from "./report/visible-text.js";
export { LoadError, readText, reason, SourceReader } from "./source-reader.js";
export { isRemote, type SourceResolver } from "./source-resolver.js";
export { type CaseFilter, parseCaseFilter } from "./testing/case-filter.js";
export {
  type CaseReport,
  type ReportOptions,
  reportCase,
  reportLostCase,
} from "./testing/case-report.js";
export { type Coverage, collectCoverage } from "./testing/coverage/coverage.js";
export { renderCoverageHtml } from "./testing/coverage/coverage-html.js";
export { renderCoverage, renderCoverageJson } from "./testing/coverage/coverage-reports.js";
export { discoverTests, type PolicyTests } from "./testing/discover-tests.js";
export { type PolicyReport, reportPolicy } from "./testing/policy-report.js";
export {
  type CaseOptions,
  type CaseResult,
  runCase,
  shownPath,
  type TestCase,
  type TestStatus,
} from "./testing/run-case.js";
export { renderFailures } from "./testing/test-failures.js";
export { renderTestJson } from "./testing/test-json.js";
export { renderTestJUnit } from "./testing/test-junit.js";
export { renderPolicyTests, renderTestSummary } from "./testing/test-text.js";
export { type ExitCode, exitCodeOf, exitCodes, verdict } from "./verdict.js";
