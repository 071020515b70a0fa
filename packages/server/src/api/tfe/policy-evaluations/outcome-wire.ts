import { OPA_LEVELS } from "../../../domain/enforcement-level.js";
import {
  countEntries,
  OUTCOME_STATUSES,
  type OutcomeEntry,
  type Output,
  type PolicySetOutcome,
  shownLevel,
} from "../../../domain/task-stages/policy-set-outcome.js";
import { resource, toOne } from "../documents.js";
import {
  anyOf,
  list,
  object,
  oneOf,
  onlyNull,
  type Static,
  text,
  textOrNull,
  truth,
} from "../schemas.js";
import { encodeCounts, resultCount } from "./wire.js";

/** COMPAT (Policy Evaluations API, samples): underscores here, dashes everywhere else. */
const policyOutcome = object(
  {
    policy_name: text(),
    enforcement_level: anyOf(oneOf(OPA_LEVELS), onlyNull({ description: "It is in error." })),
    status: oneOf(OUTCOME_STATUSES),
    query: textOrNull({ description: "What was asked of an OPA policy; null for Sentinel." }),
    description: text(),
    output: list(object({ print: text() }), {
      description:
        "What a Sentinel policy printed, a line each; what an OPA policy holds against the plan.",
    }),
  },
  { title: "PolicyOutcome" },
);

export const policySetOutcomeResource = resource("PolicySetOutcome", "policy-set-outcomes", {
  attributes: object({
    outcomes: list(policyOutcome),
    error: text({ description: "What went wrong, policy by policy; empty when nothing did." }),
    warnings: list(text()),
    overridable: truth(),
    "policy-set-name": text(),
    "policy-set-description": textOrNull(),
    "policy-tool-version": textOrNull(),
    "result-count": resultCount,
    result_count: resultCount,
  }),
  relationships: object({ "policy-evaluation": toOne("policy-evaluations") }),
});

export function encodePolicySetOutcome(
  outcome: PolicySetOutcome,
  output: Output,
): Static<typeof policySetOutcomeResource> {
  const counts = encodeCounts(countEntries(outcome.entries));
  return {
    id: outcome.id,
    type: "policy-set-outcomes",
    attributes: {
      outcomes: outcome.entries.map((entry, index) => encodeEntry(entry, output[index] ?? [])),
      error: outcome.error,
      warnings: [],
      overridable: outcome.isOverridable,
      "policy-set-name": outcome.setName,
      "policy-set-description": outcome.setDescription,
      "policy-tool-version": outcome.toolVersion,
      "result-count": counts,
      // COMPAT (client for Terraform Enterprise): it reads this spelling alone.
      result_count: counts,
    },
    relationships: {
      "policy-evaluation": { data: { id: outcome.evaluationId, type: "policy-evaluations" } },
    },
  };
}

function encodeEntry(entry: OutcomeEntry, lines: readonly string[]): Static<typeof policyOutcome> {
  return {
    policy_name: entry.policyName,
    enforcement_level: shownLevel(entry),
    status: entry.status,
    query: entry.query,
    description: entry.description,
    output: lines.map((print) => ({ print })),
  };
}
