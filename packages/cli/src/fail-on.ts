import { type EnforcementLevel, enforcementLevels, isEnforcementLevel } from "@portcullis/config";
import { type Flag, UsageError } from "./flags.js";

/** The level at which failures begin to count, unless `-fail-on` says otherwise. */
const DEFAULT_LEVEL: EnforcementLevel = "soft-mandatory";

export const failOnFlag = {
  kind: "string",
  value: "LEVEL",
  help: `lowest enforcement level whose failures count: ${enforcementLevels.join(", ")} (default ${DEFAULT_LEVEL})`,
} as const satisfies Flag;

export function parseFailOn(level: string = DEFAULT_LEVEL): EnforcementLevel {
  if (isEnforcementLevel(level)) return level;
  throw new UsageError(`unknown level "${level}"; use one of ${enforcementLevels.join(", ")}`);
}
