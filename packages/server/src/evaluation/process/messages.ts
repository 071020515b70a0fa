import type { SentinelLevel } from "../../domain/enforcement-level.js";
import type {
  ParameterToCheck,
  PlanInspection,
  PolicyCheckReport,
} from "../../domain/evaluation/evaluator.js";
import type { JsonObject } from "../../domain/json.js";

// What the server and an evaluator process tell each other. Both come from one build, so messages are
// trusted to be of these types; their size is bounded all the same.

/** The one message that an evaluator process is given. The plan comes by a descriptor of its own. */
export type EvaluatorRequest =
  | { readonly kind: "inspect plan" }
  /** Not evaluated: there is no plan, and its descriptor is empty. */
  | { readonly kind: "compile policy"; readonly name: string; readonly text: string }
  | {
      readonly kind: "check policies";
      /** See `toRunDocument`. */
      readonly run: JsonObject;
      readonly sets: readonly SetToEvaluate[];
      /** See `EvaluatorSettings`. */
      readonly redactSensitive: boolean;
    };

export interface SetToEvaluate {
  readonly name: string;
  readonly policies: readonly PolicyToEvaluate[];
  readonly parameters: readonly ParameterToCheck[];
}

export interface PolicyToEvaluate {
  readonly name: string;
  readonly level: SentinelLevel;
  /** The policy's text in base 64; null when none was ever uploaded. */
  readonly code: string | null;
  /** Why the policy is not evaluated: an earlier process had to be stopped because of it. */
  readonly stopped: string | null;
}

/** What an evaluator process says, the result last. */
export type EvaluatorMessage =
  | { readonly kind: "alive" }
  /** A policy is about to be evaluated; the numbers are those of the request. */
  | { readonly kind: "started"; readonly set: number; readonly policy: number }
  | { readonly kind: "policy compiled"; readonly problem: string | null }
  | { readonly kind: "plan inspected"; readonly inspection: PlanInspection }
  | { readonly kind: "policies checked"; readonly report: PolicyCheckReport };

/** The descriptors that an evaluator process finds open, besides the standard ones. */
export const MESSAGES_DESCRIPTOR = 3;
export const PLAN_DESCRIPTOR = 4;

/** LIMIT: the largest message, in bytes; a report beyond it would not fit into a document either. */
export const MAX_MESSAGE_BYTES = 128 * 1024 * 1024;
