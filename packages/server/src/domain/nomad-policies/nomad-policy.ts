import { SENTINEL_LEVELS, type SentinelLevel } from "../enforcement-level.js";
import { type FieldProblem, Invalid } from "../errors.js";
import { policyHash } from "./policy-hash.js";

/** What of Nomad a policy is asked about. COMPAT (Nomad, Sentinel policies): the names of clients. */
export const NOMAD_SCOPES = ["submit-job", "submit-host-volume", "submit-csi-volume"] as const;
export type NomadScope = (typeof NOMAD_SCOPES)[number];

/** COMPAT (Nomad, policy names): the rule for names of all its policies. */
export const NOMAD_NAME_PATTERN = /^[a-zA-Z0-9-]{1,128}$/;

/** LIMIT (Nomad): bytes of a description in UTF-8. */
export const DESCRIPTION_LIMIT = 256;

/** LIMIT: bytes of a policy's text in UTF-8; all policies of a scope are evaluated for each submission. */
export const NOMAD_POLICY_TEXT_LIMIT = 1024 * 1024;

/** LIMIT: policies of one server; a list shows all of them. */
export const NOMAD_POLICY_COUNT_LIMIT = 1_000;

/**
 * A position in the row of all changes that Nomad's clients can wait for, of one region: a whole number,
 * at least 1, that grows with each.
 */
export type ChangeIndex = number;

/** A policy over what is submitted to Nomad. It belongs to the server, not to an organization. */
export interface NomadPolicy {
  readonly name: string;
  /** "" when there is none. */
  readonly description: string;
  readonly scope: NomadScope;
  readonly enforcementLevel: SentinelLevel;
  /** The policy as it was written, well-formed, to the last byte. */
  readonly text: string;
  /** See `policyHash`. */
  readonly hash: Uint8Array;
  readonly createIndex: ChangeIndex;
  readonly modifyIndex: ChangeIndex;
}

/** A policy as lists show it. */
export type NomadPolicyStub = Omit<NomadPolicy, "text">;

/** What a client states. Scope and level are any text: `nomadPolicyProblems` says which are none. */
export interface NomadPolicyDraft {
  readonly name: string;
  readonly description: string;
  readonly scope: string;
  readonly enforcementLevel: string;
  readonly text: string;
}

/**
 * The policy that a draft makes at an index, in place of the former one, if there was one.
 *
 * INVARIANT: the draft has no problems.
 */
export function writeNomadPolicy(
  draft: NomadPolicyDraft,
  former: Pick<NomadPolicy, "createIndex"> | null,
  index: ChangeIndex,
): NomadPolicy {
  return {
    name: draft.name,
    description: draft.description,
    scope: draft.scope as NomadScope,
    enforcementLevel: draft.enforcementLevel as SentinelLevel,
    text: draft.text,
    hash: policyHash(draft),
    createIndex: former?.createIndex ?? index,
    modifyIndex: index,
  };
}

/** What is wrong with a draft, with the draft, because Nomad's messages repeat what was stated. */
export class InvalidNomadPolicy extends Invalid {
  constructor(
    problems: readonly FieldProblem[],
    readonly draft: NomadPolicyDraft,
  ) {
    super(problems);
  }
}

/** Everything that is wrong with a draft, but for what a compiler finds in its text. */
export function nomadPolicyProblems(draft: NomadPolicyDraft): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const check = (field: keyof NomadPolicyDraft, isRight: boolean, message: string) => {
    if (!isRight) problems.push({ field, message });
  };
  check("name", NOMAD_NAME_PATTERN.test(draft.name), "must be 1 to 128 letters, digits or dashes");
  check(
    "description",
    byteLength(draft.description) <= DESCRIPTION_LIMIT,
    `must have at most ${DESCRIPTION_LIMIT} bytes`,
  );
  check("scope", isOneOf(NOMAD_SCOPES, draft.scope), `must be one of ${NOMAD_SCOPES.join(", ")}`);
  check(
    "enforcementLevel",
    isOneOf(SENTINEL_LEVELS, draft.enforcementLevel),
    `must be one of ${SENTINEL_LEVELS.join(", ")}`,
  );
  check("text", draft.text !== "", "the policy is empty");
  check(
    "text",
    byteLength(draft.text) <= NOMAD_POLICY_TEXT_LIMIT,
    `the policy has more than ${NOMAD_POLICY_TEXT_LIMIT} bytes`,
  );
  return problems;
}

function isOneOf(known: readonly string[], value: string): boolean {
  return known.includes(value);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
