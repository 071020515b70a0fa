import type { BlobId } from "../blobs/blob-store.js";
import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import { type EnforcementLevel, OPA_LEVELS, SENTINEL_LEVELS } from "../enforcement-level.js";
import type { Problem } from "../errors.js";
import { nameProblems } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";

export type PolicyId = string;

/** The language a policy is written in. */
export const POLICY_KINDS = ["sentinel", "opa"] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** LIMIT (Policies API, Upload a Policy): larger policy code is refused and nothing of it is kept. */
export const CODE_LIMIT = 10 * 1024 * 1024;

export interface Policy {
  readonly id: PolicyId;
  readonly organization: OrganizationName;
  readonly name: string;
  readonly kind: PolicyKind;
  /** Markdown. */
  readonly description: string | null;
  /** What an OPA policy is asked; null for Sentinel. */
  readonly query: string | null;
  readonly enforcementLevel: EnforcementLevel;
  /** Null until code is uploaded. */
  readonly code: BlobId | null;
  readonly createdAt: Instant;
  /** Null until code is uploaded; from then on the time of the last change. */
  readonly updatedAt: Instant | null;
}

/** A policy with the sets it is a member of. */
export interface PolicyDetails extends Policy {
  readonly policySetIds: readonly PolicySetId[];
}

/** One row of the map from files to levels by which older clients state the level of a policy. */
export interface EnforceEntry {
  readonly path: string;
  readonly mode?: string | undefined;
}

export interface PolicyDraft {
  readonly name: string;
  readonly kind?: PolicyKind | undefined;
  readonly description?: string | null | undefined;
  readonly query?: string | null | undefined;
  /** Wins over `enforce`. Here and there any text: `levelProblems` says which are none. */
  readonly enforcementLevel?: string | undefined;
  readonly enforce?: readonly EnforceEntry[] | undefined;
  readonly policySetIds?: readonly PolicySetId[] | undefined;
}

/** An absent field keeps its value; null clears it. Name and kind never change. */
export type PolicyChange = ChangeOf<
  Pick<PolicyDraft, "description" | "query" | "enforcementLevel" | "enforce">
>;

export function createPolicy(
  draft: PolicyDraft,
  given: Pick<Policy, "id" | "organization" | "createdAt">,
): Policy {
  const kind = draft.kind ?? "sentinel";
  return {
    ...given,
    name: draft.name,
    kind,
    description: draft.description ?? null,
    query: kind === "opa" ? (draft.query ?? null) : null,
    enforcementLevel: statedLevel({ name: draft.name, kind }, draft) ?? strictDefault(kind),
    code: null,
    updatedAt: null,
  };
}

export function updatePolicy(policy: Policy, change: PolicyChange, now: Instant): Policy {
  const isQueryKept = change.query === undefined || policy.kind === "sentinel";
  return {
    ...policy,
    description: change.description === undefined ? policy.description : change.description,
    query: isQueryKept ? policy.query : (change.query ?? null),
    enforcementLevel: statedLevel(policy, change) ?? policy.enforcementLevel,
    // COMPAT (Policies API, samples): the time of a change shows only once there is code.
    updatedAt: policy.code === null ? null : now,
  };
}

export function uploadCode(policy: Policy, code: BlobId, now: Instant): Policy {
  return { ...policy, code, updatedAt: now };
}

/** The file that holds a policy: the only path that counts in a map of enforcement levels. */
export function fileName({ name, kind }: Pick<Policy, "name" | "kind">): string {
  return `${name}.${kind === "sentinel" ? "sentinel" : "rego"}`;
}

export function policyProblems(policy: Policy): Problem[] {
  const problems = nameProblems(policy.name);
  if (policy.kind === "opa" && !policy.query) {
    problems.push({ field: "query", message: "is required for a policy of kind opa" });
  }
  return problems;
}

/** What is wrong with the levels that a request states, each at its own place. */
export function levelProblems(kind: PolicyKind, stated: StatedLevels): Problem[] {
  const levels: readonly string[] = levelsOf(kind);
  const message = `must be one of ${levels.map((level) => `"${level}"`).join(", ")} for kind ${kind}`;
  const problems: Problem[] = [];
  const check = (field: string, level: string | undefined) => {
    if (level !== undefined && !levels.includes(level)) problems.push({ field, message });
  };
  check("enforcementLevel", stated.enforcementLevel);
  for (const [index, entry] of (stated.enforce ?? []).entries()) {
    check(`enforce.${index}.mode`, entry.mode);
  }
  return problems;
}

/** COMPAT (Policies API, Create a Policy): stating no level at all is an error. */
export function missingLevelProblems(stated: StatedLevels): Problem[] {
  const isStated = stated.enforcementLevel !== undefined || stated.enforce !== undefined;
  return isStated ? [] : [{ field: "enforcementLevel", message: "is required" }];
}

type StatedLevels = Pick<PolicyDraft, "enforcementLevel" | "enforce">;

/** The level that is stated, if it is one of the policy's kind. */
function statedLevel(
  policy: Pick<Policy, "name" | "kind">,
  { enforcementLevel, enforce }: StatedLevels,
): EnforcementLevel | undefined {
  const known = (stated: string | undefined) =>
    levelsOf(policy.kind).find((level) => level === stated);
  if (enforcementLevel !== undefined) return known(enforcementLevel);
  if (enforce === undefined) return undefined;
  const entry = enforce.find(({ path }) => path === fileName(policy));
  return known(entry?.mode) ?? strictDefault(policy.kind);
}

function levelsOf(kind: PolicyKind): readonly EnforcementLevel[] {
  return kind === "sentinel" ? SENTINEL_LEVELS : OPA_LEVELS;
}

/** COMPAT (Policies API, Create a Policy): what holds when no entry names the policy's own file. */
function strictDefault(kind: PolicyKind): EnforcementLevel {
  return kind === "sentinel" ? "hard-mandatory" : "advisory";
}
