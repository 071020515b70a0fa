// Terraform's JSON as the imports of a policy.

export { MalformedDocument } from "./json/malformed-document.js";
export { writeJson } from "./json/write-json.js";
export { type MockFile, redactData, renderMockBundle } from "./mocks/mock-bundle.js";
export { decodePlan, type Plan, type PlanResult, parsePlan } from "./plan.js";
export { type PlanSummary, summarizePlan } from "./plan-summary.js";
export { ProviderSchemas, type ProviderSchemasResult } from "./provider-schemas.js";
export { REDACTED } from "./redaction/mask.js";
export { redactPlan } from "./redaction/redact-plan.js";
export { redactState } from "./redaction/redact-state.js";
export { knownTextRedactor, textRedactor } from "./redaction/text-redactor.js";
export { resourceAddresses } from "./resource-addresses.js";
export {
  decodeRunContext,
  type RunContext,
  type RunContextResult,
  runContextOf,
} from "./run-context.js";
export { decodeState, parseState, type State, type StateResult } from "./state.js";
export {
  decodeStateFile,
  type StateFile,
  type StateFileResult,
  type StateOutput,
  type StateResource,
  type StateSummary,
  summarizeState,
} from "./state-summary.js";
export { type TerraformData, terraformImports } from "./terraform-imports.js";
