import type { SentinelLevel } from "../../domain/enforcement-level.js";
import type {
  ConfigurationInspection,
  ParameterToCheck,
  PlanInspection,
  PolicyCheckReport,
  PolicySetInspection,
  StateInspection,
} from "../../domain/evaluation/evaluator.js";
import type { JsonObject } from "../../domain/json.js";
import type { PolicyKind } from "../../domain/policies/policy.js";
import type { OpaArchive } from "../opa/opa-archive.js";

// What the server and an evaluator process tell each other. Both come from one build, so messages are
// trusted to be of these types; their size is bounded all the same.

/**
 * The one message that an evaluator process is given. What is too large for it comes as inputs, each by
 * a descriptor of its own; the plan or archive that a request is about is the first of them.
 */
export type EvaluatorRequest =
  | { readonly kind: "inspect plan" }
  /** What is left of the plan goes to the output. */
  | { readonly kind: "redact plan"; readonly limit: number }
  | { readonly kind: "inspect state" }
  /** Has no input. */
  | { readonly kind: "compile policy"; readonly name: string; readonly text: string }
  | {
      readonly kind: "inspect policy set";
      readonly policyKind: PolicyKind;
      readonly folder: string;
    }
  | { readonly kind: "inspect configuration" }
  /** Of kind `opa`; OPA itself runs in a process of its own. */
  | { readonly kind: "unpack policy set"; readonly folder: string }
  | {
      readonly kind: "check policies";
      /** Which of the inputs is the state; null when there is none. */
      readonly state: number | null;
      /** See `toRunDocument`. */
      readonly run: JsonObject;
      readonly sets: readonly SetToEvaluate[];
      /** See `EvaluatorSettings`. */
      readonly redactSensitive: boolean;
    };

export interface SetToEvaluate {
  readonly name: string;
  /** Which of the inputs is the archive with its policies; null when they come one by one. */
  readonly archive: { readonly input: number; readonly folder: string } | null;
  readonly policies: readonly PolicyToEvaluate[];
  readonly parameters: readonly ParameterToCheck[];
}

export interface PolicyToEvaluate {
  readonly name: string;
  readonly level: SentinelLevel;
  /** The policy's text in base 64; null when none was ever uploaded, or when it is in an archive. */
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
  | { readonly kind: "plan redacted"; readonly problem: string | null }
  | { readonly kind: "state inspected"; readonly inspection: StateInspection }
  | { readonly kind: "policy set inspected"; readonly inspection: PolicySetInspection }
  | { readonly kind: "configuration inspected"; readonly inspection: ConfigurationInspection }
  | { readonly kind: "policy set unpacked"; readonly unpacked: OpaArchive | SetProblem }
  | { readonly kind: "policies checked"; readonly report: PolicyCheckReport };

interface SetProblem {
  readonly problem: string;
}

/**
 * The descriptors that an evaluator process finds open, besides the standard ones. An output, where the
 * request has one, comes after the inputs.
 */
export const MESSAGES_DESCRIPTOR = 3;
export const FIRST_INPUT_DESCRIPTOR = 4;

/** LIMIT: the largest message, in bytes; a report beyond it would not fit into a document either. */
export const MAX_MESSAGE_BYTES = 128 * 1024 * 1024;
