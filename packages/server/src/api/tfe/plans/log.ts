import type { PlanLog } from "../../../domain/plans/plan-log.js";

/**
 * A log as clients read it. COMPAT (client for Terraform Enterprise, logs): byte 2 begins it, and byte 3
 * ends it once nothing will follow.
 */
export function encodeLog({ text, isComplete }: PlanLog): Uint8Array {
  return new TextEncoder().encode(`\u0002${text}${isComplete ? "\u0003" : ""}`);
}
