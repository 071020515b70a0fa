import type { MembershipService } from "../../../domain/policy-sets/membership-service.js";
import { decodeMembers } from "../documents.js";
import { noContent } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { decodeTagSelectors, tagSelectorMembers } from "./tag-selector-wire.js";
import { policyMembers, projectMembers, workspaceMembers } from "./wire.js";

const RELATIONSHIPS = "/policy-sets/:policy_set_id/relationships";
const TAG_SELECTORS = "/policy-sets/:policy_set_id/tag-selectors";
const POLICIES = `${RELATIONSHIPS}/policies` as const;

/** The lists of workspaces and projects: the same two rows for each. */
const SCOPES = [
  {
    list: "workspaces",
    path: "workspaces",
    name: "Workspaces",
    body: workspaceMembers,
    added: "Attach a Policy Set to workspaces",
    removed: "Detach the Policy Set from workspaces",
  },
  {
    list: "projects",
    path: "projects",
    name: "Projects",
    body: projectMembers,
    added: "Attach a Policy Set to projects",
    removed: "Detach a Policy Set from projects",
  },
  {
    list: "workspaceExclusions",
    path: "workspace-exclusions",
    name: "WorkspaceExclusions",
    body: workspaceMembers,
    added: "Attach a Policy Set to workspace exclusions",
    removed: "Detach the Policy Set from workspace exclusions",
  },
  {
    list: "projectExclusions",
    path: "project-exclusions",
    name: "ProjectExclusions",
    body: projectMembers,
    added: "Attach a Policy Set to project exclusions",
    removed: "Detach the Policy Set from project exclusions",
  },
] as const;

export const membershipRoutes = (memberships: MembershipService): TfeRoute[] => [
  route("POST", POLICIES, {
    operation: "policySets.addPolicies",
    doc: "Policy Sets API: Add Policies to the Policy Set",
    statuses: [204, 404, 422],
    body: policyMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await memberships.addPolicies(actor, param("policy_set_id"), decodeMembers(body));
      return noContent();
    },
  }),

  route("DELETE", POLICIES, {
    operation: "policySets.removePolicies",
    doc: "Policy Sets API: Remove Policies from the Policy Set",
    statuses: [204, 404, 422],
    body: policyMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await memberships.removePolicies(actor, param("policy_set_id"), decodeMembers(body));
      return noContent();
    },
  }),

  route("POST", TAG_SELECTORS, {
    operation: "policySets.addTagSelectors",
    doc: "Policy Sets API: Add Tag Selectors",
    statuses: [204, 404, 422],
    body: tagSelectorMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      const selectors = decodeTagSelectors(body.data);
      await memberships.addTagSelectors(actor, param("policy_set_id"), selectors);
      return noContent();
    },
  }),

  route("DELETE", TAG_SELECTORS, {
    operation: "policySets.removeTagSelectors",
    doc: "Policy Sets API: Remove Tag Selectors",
    statuses: [204, 404, 422],
    body: tagSelectorMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      const selectors = decodeTagSelectors(body.data);
      await memberships.removeTagSelectors(actor, param("policy_set_id"), selectors);
      return noContent();
    },
  }),

  ...SCOPES.flatMap(({ list, path, name, body, added, removed }) => [
    route("POST", `${RELATIONSHIPS}/${path}`, {
      operation: `policySets.add${name}`,
      doc: `Policy Sets API: ${added}`,
      statuses: [204, 404, 422],
      body,
      response: "nothing",
      handle: async ({ actor, param, body }) => {
        await memberships.addToScope(actor, param("policy_set_id"), list, decodeMembers(body));
        return noContent();
      },
    }),

    route("DELETE", `${RELATIONSHIPS}/${path}`, {
      operation: `policySets.remove${name}`,
      doc: `Policy Sets API: ${removed}`,
      statuses: [204, 404, 422],
      body,
      response: "nothing",
      handle: async ({ actor, param, body }) => {
        await memberships.removeFromScope(actor, param("policy_set_id"), list, decodeMembers(body));
        return noContent();
      },
    }),
  ]),
];
