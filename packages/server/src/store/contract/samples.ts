import type { OrganizationMembership } from "../../domain/organization-memberships/organization-membership.js";
import type { Organization } from "../../domain/organizations/organization.js";
import { createPlan } from "../../domain/plans/plan.js";
import { createPolicy, type PolicyDraft } from "../../domain/policies/policy.js";
import { createPolicySet, type PolicySetDraft } from "../../domain/policy-sets/policy-set.js";
import { createProject, defaultProject } from "../../domain/projects/project.js";
import { createRun, type Run } from "../../domain/runs/run.js";
import type { AppliedOverride } from "../../domain/standing-overrides/standing-override.js";
import type { Transaction } from "../../domain/store.js";
import { createTeam, type Team } from "../../domain/teams/team.js";
import type { User } from "../../domain/users/user.js";
import { createWorkspace, type WorkspaceDraft } from "../../domain/workspaces/workspace.js";

/** Things to keep, each valid by itself; what a test is about it states. */

/** Text that people can write and that no text column could hold. */
export const HOSTILE_TEXT = '\ufeffline\nNUL \0 quote " backslash \\ emoji 😀 \u2028';

export const organization = (name = "acme"): Organization => ({
  name,
  externalId: `org-${name}`,
  email: null,
  costEstimationEnabled: false,
  defaultProjectId: `prj-${name}`,
  createdAt: 1,
});

export const workspace = (name: string, draft: Partial<WorkspaceDraft> = {}, of = "acme") =>
  createWorkspace(
    { name, ...draft },
    { id: `ws-${name}`, organization: of, projectId: `prj-${of}`, createdAt: 1 },
  );

export const policy = (name: string, draft: Partial<PolicyDraft> = {}, of = "acme") =>
  createPolicy(
    { name, enforcementLevel: "advisory", ...draft },
    { id: `pol-${name}`, organization: of, createdAt: 1 },
  );

export const policySet = (name: string, draft: Partial<PolicySetDraft> = {}, of = "acme") =>
  createPolicySet({ name, ...draft }, { id: `polset-${name}`, organization: of, createdAt: 1 });

export const project = (name: string, of = "acme") =>
  createProject({ name }, { id: `prj-${name}`, organization: of, createdAt: 1 });

export const user = (username: string): User => ({
  id: `user-${username}`,
  username,
  email: `${username}@acme.test`,
  isSiteAdmin: true,
  createdAt: 1,
});

export const team = (name: string): Team =>
  createTeam(
    { name, visibility: "organization" },
    { id: `team-${name}`, organization: "acme", createdAt: 1 },
  );

export const membership = (username: string): OrganizationMembership => ({
  id: `ou-${username}`,
  organization: "acme",
  userId: `user-${username}`,
  createdAt: 1,
});

export const run = (name: string, given: Partial<Run> = {}): Run => ({
  ...createRun(
    { workspaceId: "ws-app" },
    {
      id: `run-${name}`,
      organization: "acme",
      projectId: "prj-acme",
      planId: `plan-${name}`,
      applyId: `apply-${name}`,
      autoApply: false,
      createdBy: null,
      createdAt: 1,
    },
  ),
  ...given,
});

export const planOf = ({ id, planId, workspaceId, projectId, organization: of }: Run) =>
  createPlan({ id: planId, runId: id, workspaceId, projectId, organization: of, createdAt: 1 });

export const appliedOverride: AppliedOverride = {
  id: "so-1",
  setName: "prod",
  policyName: "tags",
  grantedBy: { kind: "user", id: "user-eve", name: "eve", isSiteAdmin: false },
  comment: HOSTILE_TEXT,
  createdAt: 1,
  expiresAt: 2,
};

export async function insertOrganization(tx: Transaction, name = "acme"): Promise<void> {
  const made = organization(name);
  await tx.organizations.insert(made);
  await tx.projects.insert(defaultProject(made));
}
