// Terraform's JSON as the imports of a policy.

export { decodePlan, type Plan, type PlanResult, parsePlan } from "./plan.js";
export { type PlanSummary, summarizePlan } from "./plan-summary.js";
export { tfplanV2 } from "./tfplan-v2.js";
