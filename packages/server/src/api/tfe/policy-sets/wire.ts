import { isEmptyChange } from "../../../domain/change.js";
import {
  LINE_LIMIT,
  LINE_PATTERN,
  NAME_LIMIT,
  NAME_PATTERN,
  TEXT_LIMIT,
} from "../../../domain/names.js";
import { POLICY_KINDS } from "../../../domain/policies/policy.js";
import {
  type PolicySetChange,
  type PolicySetDetails,
  type PolicySetDraft,
  UPDATE_PATTERN_LIMIT,
} from "../../../domain/policy-sets/policy-set.js";
import type { ScopeChange } from "../../../domain/policy-sets/scope.js";
import { TAG_MATCHINGS } from "../../../domain/policy-sets/tag-selector.js";
import {
  changeOf,
  decodeMembers,
  requestOf,
  resource,
  toMany,
  toOne,
  toOneOrNone,
} from "../documents.js";
import {
  anyOf,
  list,
  object,
  oneOf,
  onlyNull,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  truth,
  truthOrNull,
  whole,
} from "../schemas.js";
import type { Site } from "../site.js";
import { encodeTime } from "../timestamps.js";
import {
  decodeTagSelectors,
  encodeTagSelector,
  tagSelector,
  tagSelectorRequests,
} from "./tag-selector-wire.js";
import { decodeVcsRepo, encodeVcsRepo, vcsRepo, vcsRepoRequest } from "./vcs-repo-wire.js";

/**
 * COMPAT (Policy Sets API, all generations): every attribute is always there; what does not apply is
 * null, false or empty.
 */
export const policySetResource = resource("PolicySet", "policy-sets", {
  attributes: object({
    name: text(),
    description: textOrNull({ description: "Markdown." }),
    kind: oneOf(POLICY_KINDS),
    global: truth({ description: "Enforced on every workspace of the organization." }),
    "agent-enabled": truth(),
    "policy-tool-version": textOrNull(),
    overridable: truthOrNull(),
    "policies-path": textOrNull(),
    "policy-update-patterns": list(text()),
    "vcs-repo": anyOf(vcsRepo, onlyNull()),
    "tag-selectors": list(tagSelector),
    "tag-selector-matching-logic": oneOf(TAG_MATCHINGS),
    "scoping-type": oneOf(["explicit", "tag"]),
    versioned: truth(),
    "policy-count": whole(),
    "workspace-count": whole({ description: "On how many workspaces it is enforced." }),
    "project-count": whole(),
    "created-at": time(),
    "updated-at": time(),
  }),
  relationships: object({
    organization: toOne("organizations"),
    policies: toMany("policies"),
    workspaces: optional(toMany("workspaces")),
    projects: optional(toMany("projects")),
    "workspace-exclusions": toMany("workspaces"),
    "project-exclusions": toMany("projects"),
    "current-version": toOneOrNone("policy-set-versions"),
    "newest-version": toOneOrNone("policy-set-versions"),
  }),
  links: object({ self: text() }),
});

const name = text({ maxLength: NAME_LIMIT, pattern: NAME_PATTERN.source });

const settings = {
  description: optional(textOrNull({ maxLength: TEXT_LIMIT })),
  global: optional(truth()),
  "agent-enabled": optional(truth()),
  "policy-tool-version": optional(
    textOrNull({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source }),
  ),
  overridable: optional(truthOrNull()),
  "policy-update-patterns": optional(
    list(text({ maxLength: LINE_LIMIT }), { maxItems: UPDATE_PATTERN_LIMIT }),
  ),
  "policies-path": optional(textOrNull({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source })),
  "vcs-repo": optional(vcsRepoRequest),
  "tag-selectors": optional(tagSelectorRequests),
  "tag-selector-matching-logic": optional(
    oneOf(TAG_MATCHINGS, { description: "`any` unless it is stated." }),
  ),
};

const scope = {
  workspaces: optional(toMany("workspaces")),
  projects: optional(toMany("projects")),
  "workspace-exclusions": optional(toMany("workspaces")),
  "project-exclusions": optional(toMany("projects")),
};

export const policySetRequest = requestOf(
  "PolicySetRequest",
  "policy-sets",
  { name, kind: optional(oneOf(POLICY_KINDS)), ...settings },
  { policies: optional(toMany("policies")), ...scope },
);

export const policySetChangeRequest = changeOf(
  "PolicySetChangeRequest",
  "policy-sets",
  { name: optional(name), ...settings },
  scope,
);

export const policyMembers = toMany("policies", { title: "PolicyMembers" });
export const workspaceMembers = toMany("workspaces", { title: "WorkspaceMembers" });
export const projectMembers = toMany("projects", { title: "ProjectMembers" });

export function decodePolicySetDraft({ data }: Static<typeof policySetRequest>): PolicySetDraft {
  return {
    ...decodePolicySetChange({ data }),
    name: data.attributes.name,
    kind: data.attributes.kind,
    policyIds: data.relationships?.policies && decodeMembers(data.relationships.policies),
  };
}

export function decodePolicySetChange({
  data: { attributes = {}, relationships = {} },
}: Static<typeof policySetChangeRequest>): PolicySetChange {
  return {
    name: attributes.name,
    description: attributes.description,
    isGlobal: attributes.global,
    isAgentEnabled: attributes["agent-enabled"],
    policyToolVersion: attributes["policy-tool-version"],
    isOverridable: attributes.overridable,
    policyUpdatePatterns: attributes["policy-update-patterns"],
    tagSelectors: attributes["tag-selectors"] && decodeTagSelectors(attributes["tag-selectors"]),
    tagMatching: attributes["tag-selector-matching-logic"],
    repository: decodeVcsRepo(attributes["vcs-repo"]),
    policiesPath: attributes["policies-path"],
    scope: decodeScope(relationships),
  };
}

/** Absent when no list is stated: such a change says nothing of the scope. */
function decodeScope(
  relationships: Partial<Record<keyof typeof scope, Parameters<typeof decodeMembers>[0]>>,
): ScopeChange | undefined {
  const change = {
    workspaces: relationships.workspaces && decodeMembers(relationships.workspaces),
    projects: relationships.projects && decodeMembers(relationships.projects),
    workspaceExclusions:
      relationships["workspace-exclusions"] && decodeMembers(relationships["workspace-exclusions"]),
    projectExclusions:
      relationships["project-exclusions"] && decodeMembers(relationships["project-exclusions"]),
  };
  return isEmptyChange(change) ? undefined : change;
}

function encodeMembers<const Name extends string>(type: Name, ids: readonly string[]) {
  return { data: ids.map((id) => ({ id, type })) };
}

function encodeVersion(id: string | null) {
  return { data: id === null ? null : { id, type: "policy-set-versions" as const } };
}

export function encodePolicySet(
  set: PolicySetDetails,
  { baseUrl }: Pick<Site, "baseUrl">,
): Static<typeof policySetResource> {
  return {
    id: set.id,
    type: "policy-sets",
    attributes: {
      name: set.name,
      description: set.description,
      kind: set.kind,
      global: set.isGlobal,
      "agent-enabled": set.isAgentEnabled,
      "policy-tool-version": set.policyToolVersion,
      overridable: set.isOverridable,
      "policies-path": set.repository?.policiesPath ?? null,
      "policy-update-patterns": [...set.policyUpdatePatterns],
      "vcs-repo": set.repository && encodeVcsRepo(set.repository, baseUrl()),
      "tag-selectors": set.tagSelectors.map(encodeTagSelector),
      "tag-selector-matching-logic": set.tagMatching,
      "scoping-type": set.tagSelectors.length === 0 ? "explicit" : "tag",
      versioned: set.isVersioned,
      "policy-count": set.policyIds.length,
      "workspace-count": set.workspaceCount,
      "project-count": set.scope.projects.length,
      "created-at": encodeTime(set.createdAt),
      "updated-at": encodeTime(set.updatedAt),
    },
    relationships: {
      organization: { data: { id: set.organization, type: "organizations" } },
      policies: encodeMembers("policies", set.policyIds),
      // COMPAT (Policy Sets API, Show a Policy Set): a global set has no such relationships.
      ...(set.isGlobal
        ? {}
        : {
            workspaces: encodeMembers("workspaces", set.scope.workspaces),
            projects: encodeMembers("projects", set.scope.projects),
          }),
      "workspace-exclusions": encodeMembers("workspaces", set.scope.workspaceExclusions),
      "project-exclusions": encodeMembers("projects", set.scope.projectExclusions),
      "current-version": encodeVersion(set.currentVersionId),
      "newest-version": encodeVersion(set.newestVersionId),
    },
    links: { self: `/api/v2/policy-sets/${set.id}` },
  };
}
