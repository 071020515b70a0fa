import { subscriptionRoutes } from "./admin/subscription-routes.js";
import { toolVersionRoutes } from "./admin/tool-version-routes.js";
import { applyRoutes } from "./applies/routes.js";
import { auditRoutes, auditTrailRoutes } from "./audit/routes.js";
import { commentRoutes } from "./comments/routes.js";
import { configurationVersionRoutes } from "./configuration-versions/routes.js";
import { discoveryRoutes } from "./discovery/routes.js";
import { renderTfeError } from "./errors.js";
import { oauthClientRoutes } from "./oauth/client-routes.js";
import { githubAppRoutes } from "./oauth/github-app-routes.js";
import { oauthTokenRoutes } from "./oauth/token-routes.js";
import { objectRoutes } from "./objects/routes.js";
import { organizationMembershipRoutes } from "./organization-memberships/routes.js";
import { organizationRoutes } from "./organizations/routes.js";
import { parameterRoutes } from "./parameters/routes.js";
import { planRoutes } from "./plans/routes.js";
import { policyItemRoutes } from "./policies/item-routes.js";
import { policyRoutes } from "./policies/routes.js";
import { policyCheckRoutes } from "./policy-checks/routes.js";
import { policyEvaluationRoutes } from "./policy-evaluations/routes.js";
import { policySetVersionRoutes } from "./policy-set-versions/routes.js";
import { membershipRoutes } from "./policy-sets/membership-routes.js";
import { policySetRoutes } from "./policy-sets/routes.js";
import { projectRoutes } from "./projects/routes.js";
import type { TfeRoute } from "./route.js";
import { runEventRoutes } from "./run-events/routes.js";
import { runActionRoutes } from "./runs/action-routes.js";
import { runQueueRoutes } from "./runs/queue-routes.js";
import { runRoutes } from "./runs/routes.js";
import type { Services } from "./services.js";
import type { Site } from "./site.js";
import { standingOverrideRoutes } from "./standing-overrides/routes.js";
import { stateVersionOutputRoutes } from "./state-versions/output-routes.js";
import { stateVersionRoutes } from "./state-versions/routes.js";
import { bindingRoutes } from "./tags/binding-routes.js";
import { tagRoutes } from "./tags/routes.js";
import { taskStageRoutes } from "./task-stages/routes.js";
import { teamProjectRoutes } from "./team-access/project-routes.js";
import { teamWorkspaceRoutes } from "./team-access/workspace-routes.js";
import { teamMemberRoutes } from "./teams/member-routes.js";
import { teamRoutes } from "./teams/routes.js";
import { tokenRoutes } from "./tokens/routes.js";
import { userRoutes } from "./users/routes.js";
import { webhookRoutes } from "./webhooks/routes.js";
import { workspaceLockRoutes } from "./workspaces/lock-routes.js";
import { workspaceRoutes } from "./workspaces/routes.js";

/** Every row of the Terraform API. */
export function tfeRoutes(services: Services, site: Site): readonly TfeRoute[] {
  const { memberships, organizations, parameters, plans, policies, policyChecks } = services;
  const { policySets, policySetVersions, projects, runs, taskStages, toolVersions } = services;
  const { configurationVersions, workspaces, oauthClients, oauthTokens } = services;
  const { audit, bindings, tags, teamProjects, teamWorkspaces, workspaceLocks } = services;
  const { organizationMemberships, teamMembers, teams, tokens, users } = services;
  const { stateOutputs, stateVersions } = services;
  return [
    ...discoveryRoutes(),
    ...organizationRoutes(organizations, projects, site),
    ...auditRoutes(audit, site),
    ...auditTrailRoutes(audit),
    ...userRoutes(users, site),
    ...organizationMembershipRoutes(organizationMemberships, site),
    ...teamRoutes(teams, site),
    ...teamMemberRoutes(teamMembers),
    ...teamWorkspaceRoutes(teamWorkspaces, site),
    ...teamProjectRoutes(teamProjects, site),
    ...tokenRoutes(tokens, site),
    ...projectRoutes(projects, workspaces, site),
    ...workspaceRoutes(workspaces, services, site),
    ...workspaceLockRoutes(workspaceLocks, site),
    ...tagRoutes(tags, bindings, site),
    ...bindingRoutes(bindings, site),
    ...policyRoutes(policies, policySets, site),
    ...policyItemRoutes(policies, policySets, site),
    ...policySetRoutes(policySets, policySetVersions, policies, workspaces, projects, site),
    ...policySetVersionRoutes(policySetVersions, policySets, site),
    ...membershipRoutes(memberships),
    ...parameterRoutes(parameters, site),
    ...runRoutes(runs, plans, workspaces, taskStages, configurationVersions, site),
    ...runQueueRoutes(runs, site),
    ...runActionRoutes(runs),
    ...applyRoutes(runs),
    ...runEventRoutes(services.runEvents, site),
    ...commentRoutes(services.runEvents, site),
    ...planRoutes(plans, site),
    ...configurationVersionRoutes(configurationVersions, site),
    ...policyCheckRoutes(policyChecks, runs, workspaces, site),
    ...taskStageRoutes(taskStages, runs, workspaces, site),
    ...policyEvaluationRoutes(taskStages, site),
    ...standingOverrideRoutes(services.standingOverrides, site),
    ...oauthClientRoutes(oauthClients, oauthTokens, site),
    ...oauthTokenRoutes(oauthTokens, site),
    ...githubAppRoutes(site),
    ...toolVersionRoutes(toolVersions, site),
    ...subscriptionRoutes(organizations, site),
    ...webhookRoutes(services.webhooks),
    ...stateVersionRoutes(stateVersions, stateOutputs, runs, site),
    ...stateVersionOutputRoutes(stateOutputs, site),
    ...objectRoutes(services, site),
  ];
}

/**
 * COMPAT (Terraform command, response headers): what every version of it reads to decide which calls
 * and which texts to use.
 */
export const TFE_HEADERS = {
  "TFP-API-Version": "2.6",
  "TFP-AppName": "Terraform Enterprise",
  "X-TFE-Version": "v202409-1",
};

/** Answers where there is no row. */
export const unroutedTfe = { renderError: (error: unknown) => renderTfeError(error, undefined) };
