import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import { lineProblems, nameProblems } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { PolicyId, PolicyKind } from "../policies/policy.js";
import type {
  PolicySetVersionId,
  VersionsOfSet,
} from "../policy-set-versions/policy-set-version.js";
import type { RepositoryChange, SetRepositoryDetails } from "../vcs/set-repository.js";
import type { Scope, ScopeChange } from "./scope.js";
import {
  selectorProblems,
  type TagMatching,
  type TagScope,
  type TagSelector,
} from "./tag-selector.js";

export type PolicySetId = string;

/** LIMIT (Policy Sets API): how many patterns of files may trigger a new version. */
export const UPDATE_PATTERN_LIMIT = 100;

/** A group of policies that is enforced on workspaces: on all of them when it is global. */
export interface PolicySet extends TagScope {
  readonly id: PolicySetId;
  readonly organization: OrganizationName;
  readonly name: string;
  readonly kind: PolicyKind;
  /** Markdown. */
  readonly description: string | null;
  readonly isGlobal: boolean;
  readonly isAgentEnabled: boolean;
  readonly policyToolVersion: string | null;
  readonly isOverridable: boolean | null;
  readonly policyUpdatePatterns: readonly string[];
  /** Its policies come as versions of a whole, not one by one. */
  readonly isVersioned: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A policy set with its members, each list in the order of their names. */
export interface PolicySetDetails extends PolicySet, VersionsOfSet {
  readonly policyIds: readonly PolicyId[];
  readonly scope: Scope;
  /** Where its versions come from; null when nothing is fetched. */
  readonly repository: SetRepositoryDetails | null;
  /** COMPAT (Policy Sets API, samples): of a global set all workspaces, otherwise those it is attached to. */
  readonly workspaceCount: number;
}

/** What is evaluated for a run: the set and the policies it has at that moment, by name. */
export interface PolicySetMembers {
  readonly id: PolicySetId;
  readonly name: string;
  /** The version with its policies; absent when they come one by one. */
  readonly versionId?: PolicySetVersionId;
  readonly policies: readonly { readonly id: PolicyId; readonly name: string }[];
}

/** A set that is enforced on a workspace, with what decides how. */
export interface EnforcedSet
  extends PolicySetMembers,
    Pick<
      PolicySet,
      "kind" | "description" | "isAgentEnabled" | "isOverridable" | "policyToolVersion"
    > {}

export interface PolicySetDraft {
  readonly name: string;
  readonly kind?: PolicyKind | undefined;
  readonly description?: string | null | undefined;
  readonly isGlobal?: boolean | undefined;
  readonly isAgentEnabled?: boolean | undefined;
  readonly policyToolVersion?: string | null | undefined;
  readonly isOverridable?: boolean | null | undefined;
  readonly policyUpdatePatterns?: readonly string[] | undefined;
  readonly policyIds?: readonly PolicyId[] | undefined;
  readonly scope?: ScopeChange | undefined;
  readonly tagSelectors?: readonly TagSelector[] | undefined;
  readonly tagMatching?: TagMatching | undefined;
  readonly repository?: RepositoryChange | null | undefined;
  readonly policiesPath?: string | null | undefined;
}

/** An absent field keeps its value; null clears it; a list replaces. The kind never changes. */
export type PolicySetChange = ChangeOf<Omit<PolicySetDraft, "kind" | "policyIds">>;

export function createPolicySet(
  draft: PolicySetDraft,
  given: Pick<PolicySet, "id" | "organization" | "createdAt">,
): PolicySet {
  const kind = draft.kind ?? "sentinel";
  return withAgentRules({
    ...given,
    name: draft.name,
    kind,
    description: draft.description ?? null,
    isGlobal: draft.isGlobal ?? false,
    isAgentEnabled: draft.isAgentEnabled ?? kind === "opa",
    policyToolVersion: draft.policyToolVersion ?? null,
    isOverridable: draft.isOverridable ?? null,
    policyUpdatePatterns: draft.policyUpdatePatterns ?? [],
    tagSelectors: draft.tagSelectors ?? [],
    tagMatching: draft.tagMatching ?? "any",
    isVersioned: false,
    updatedAt: given.createdAt,
  });
}

export function updatePolicySet(set: PolicySet, change: PolicySetChange, now: Instant): PolicySet {
  return withAgentRules({
    ...set,
    name: change.name ?? set.name,
    description: change.description === undefined ? set.description : change.description,
    isGlobal: change.isGlobal ?? set.isGlobal,
    isAgentEnabled: change.isAgentEnabled ?? set.isAgentEnabled,
    policyToolVersion:
      change.policyToolVersion === undefined ? set.policyToolVersion : change.policyToolVersion,
    isOverridable: change.isOverridable === undefined ? set.isOverridable : change.isOverridable,
    policyUpdatePatterns: change.policyUpdatePatterns ?? set.policyUpdatePatterns,
    tagSelectors: selectorsAfter(set, change),
    tagMatching: change.tagMatching ?? set.tagMatching,
    updatedAt: now,
  });
}

export function policySetAttributeProblems(set: PolicySet): Problem[] {
  const problems = [
    ...nameProblems(set.name),
    ...lineProblems("policyToolVersion", set.policyToolVersion),
  ];
  if (set.policyUpdatePatterns.length > UPDATE_PATTERN_LIMIT) {
    const message = `must have at most ${UPDATE_PATTERN_LIMIT} entries`;
    problems.push({ field: "policyUpdatePatterns", message });
  }
  return problems;
}

/** Going global drops the selectors that attach, as it drops attachments; those that exclude stay. */
function selectorsAfter(set: PolicySet, change: PolicySetChange): readonly TagSelector[] {
  if (change.tagSelectors !== undefined) return change.tagSelectors;
  const goesGlobal = change.isGlobal === true && !set.isGlobal;
  return goesGlobal ? set.tagSelectors.filter(({ isExclude }) => isExclude) : set.tagSelectors;
}

/** What is wrong with where a set is to be enforced by tags, given what it is attached to. */
export function tagScopeProblems(set: PolicySet, scope: ScopeChange): Problem[] {
  const isAttached = [scope.workspaces, scope.projects].some((list = []) => list.length > 0);
  return selectorProblems(set, isAttached);
}

/** COMPAT (Policy Sets API): tool version and override belong to sets that an agent evaluates. */
function withAgentRules(set: PolicySet): PolicySet {
  if (!set.isAgentEnabled && set.kind === "sentinel") {
    return { ...set, policyToolVersion: null, isOverridable: null };
  }
  return {
    ...set,
    policyToolVersion: set.policyToolVersion ?? (set.kind === "sentinel" ? "latest" : null),
    isOverridable: set.isOverridable ?? false,
  };
}
