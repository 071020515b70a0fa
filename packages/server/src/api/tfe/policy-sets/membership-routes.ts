import type { MembershipService } from "../../../domain/policy-sets/membership-service.js";
import { decodeMembers } from "../documents.js";
import { noContent } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { policyMembers, workspaceMembers } from "./wire.js";

const POLICIES = "/policy-sets/:policy_set_id/relationships/policies";
const WORKSPACES = "/policy-sets/:policy_set_id/relationships/workspaces";

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

  route("POST", WORKSPACES, {
    operation: "policySets.addWorkspaces",
    doc: "Policy Sets API: Attach a Policy Set to workspaces",
    statuses: [204, 404, 422],
    body: workspaceMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await memberships.addWorkspaces(actor, param("policy_set_id"), decodeMembers(body));
      return noContent();
    },
  }),

  route("DELETE", WORKSPACES, {
    operation: "policySets.removeWorkspaces",
    doc: "Policy Sets API: Detach the Policy Set from workspaces",
    statuses: [204, 404, 422],
    body: workspaceMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await memberships.removeWorkspaces(actor, param("policy_set_id"), decodeMembers(body));
      return noContent();
    },
  }),
];
