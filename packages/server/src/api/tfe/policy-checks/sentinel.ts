import { SENTINEL_LEVELS } from "../../../domain/enforcement-level.js";
import type { PolicyReport, PolicySetReport } from "../../../domain/evaluation/evaluator.js";
import {
  anything,
  list,
  mapOf,
  object,
  oneOf,
  type Static,
  text,
  textOrNull,
  truth,
} from "../schemas.js";
import { WrittenJson } from "../written-json.js";

/**
 * COMPAT (Policy Checks API, result.sentinel): documented as unstable, yet scripts read it. This is the
 * newer of its two forms, in which a policy is an object and not a text.
 */
const policyOutcome = object(
  {
    policy: object({
      name: text({ description: "The name of the set, a slash, and that of the policy." }),
      "enforcement-level": oneOf(SENTINEL_LEVELS),
    }),
    result: truth(),
    "allowed-failure": truth({ description: "The policy is advisory." }),
    error: textOrNull(),
    trace: anything({ description: "What the policy's rules said, and what it printed." }),
  },
  { title: "SentinelPolicyOutcome" },
);

const setOutcome = object(
  {
    result: truth(),
    "can-override": truth(),
    error: textOrNull(),
    policies: list(policyOutcome),
  },
  { title: "SentinelSetOutcome" },
);

export const sentinelResult = object(
  { data: mapOf(setOutcome, { description: "By the name of the policy set." }) },
  { title: "SentinelResult" },
);

export function encodeSentinel(sets: readonly PolicySetReport[]): Static<typeof sentinelResult> {
  // A policy set may be named "__proto__": entries make it a key like any other.
  return { data: Object.fromEntries(sets.map((set) => [set.name, encodeSet(set)])) };
}

function encodeSet({ name, error, policies }: PolicySetReport): Static<typeof setOutcome> {
  const failed = policies.filter((policy) => !policy.passed).map((policy) => policy.level);
  const isHard = error !== null || failed.includes("hard-mandatory");
  const isSoft = failed.includes("soft-mandatory");
  return {
    result: !isHard && !isSoft,
    "can-override": !isHard && isSoft,
    error,
    policies: policies.map((policy) => encodePolicy(name, policy)),
  };
}

function encodePolicy(set: string, policy: PolicyReport): Static<typeof policyOutcome> {
  return {
    policy: { name: `${set}/${policy.name}`, "enforcement-level": policy.level },
    result: policy.passed,
    "allowed-failure": policy.level === "advisory",
    error: policy.error,
    trace: new WrittenJson(policy.trace),
  };
}
