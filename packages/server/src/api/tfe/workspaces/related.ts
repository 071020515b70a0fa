import type { Actor } from "../../../domain/access/actor.js";
import type { RunService } from "../../../domain/runs/run-service.js";
import { TOGETHER_LIMIT } from "../../../domain/state-versions/state-output-service.js";
import type { WorkspaceDetails } from "../../../domain/workspaces/workspace.js";
import { BadRequest } from "../../http/http-errors.js";
import {
  configurationVersionResource,
  encodeConfigurationVersion,
} from "../configuration-versions/wire.js";
import { documentOf, pageOf } from "../documents.js";
import { include, noMembers } from "../inclusion.js";
import { encodeOrganization, organizationResource } from "../organizations/wire.js";
import { encodePlan, planResource } from "../plans/wire.js";
import { encodeProject, projectResource } from "../projects/wire.js";
import { encodeRun, runResource } from "../runs/wire.js";
import type { Services } from "../services.js";
import type { Site } from "../site.js";
import { encodeStateVersion, stateVersionResource } from "../state-versions/wire.js";
import { effectiveTagBindingResource, encodeEffectiveBinding } from "../tags/wire.js";
import { encodeTeam, teamResource } from "../teams/wire.js";
import { encodeUser, userResource } from "../users/wire.js";
import { encodeWorkspaceOutput, workspaceOutputResource } from "./output-wire.js";
import { encodeWorkspace, withMembers, workspaceResource } from "./wire.js";

/** COMPAT (Workspaces API, related resources; client for Terraform Enterprise): what clients ask for. */
export const WORKSPACE_INCLUDE = [
  "organization",
  "project",
  "current_run",
  "current_run.plan",
  "current_run.configuration_version",
  "current_run.configuration_version.ingress_attributes",
  "current_configuration_version",
  "current_configuration_version.ingress_attributes",
  "current_state_version",
  "outputs",
  "effective_tag_bindings",
  "locked_by",
  "readme",
] as const;

const related = [
  organizationResource,
  projectResource,
  runResource,
  planResource,
  configurationVersionResource,
  stateVersionResource,
  workspaceOutputResource,
  effectiveTagBindingResource,
  userResource,
  teamResource,
];
export const workspaceDocument = documentOf(workspaceResource, ...related);
export const workspacePage = pageOf(workspaceResource, ...related);

/** What the inclusions are loaded from. */
export type RelatedServices = Pick<
  Services,
  | "bindings"
  | "configurationVersions"
  | "organizations"
  | "plans"
  | "projects"
  | "runs"
  | "stateOutputs"
  | "stateVersions"
  | "workspaceLocks"
>;

/** Workspaces with what was asked for beside them, as far as the actor may see it. */
export async function encodeWithRelated(
  actor: Actor,
  found: readonly WorkspaceDetails[],
  asked: ReadonlySet<(typeof WORKSPACE_INCLUDE)[number]>,
  services: RelatedServices,
  site: Site,
) {
  const { bindings, stateOutputs } = services;
  const bindingsOf = asked.has("effective_tag_bindings")
    ? await bindings.effectiveOf(found)
    : undefined;
  const outputsOf = asked.has("outputs") ? await stateOutputs.currentOf(actor, found) : undefined;
  if (outputsOf === null) throw new BadRequest(TOO_LARGE, "include");
  const inclusions = {
    ...relatedToWorkspaces(actor, found, services, site),
    outputs: async () =>
      found.flatMap((each) => outputsOf?.(each) ?? []).map(encodeWorkspaceOutput),
    effective_tag_bindings: async () =>
      found.flatMap((each) => bindingsOf?.(each) ?? []).map(encodeEffectiveBinding),
  };
  const data = found.map((each) => {
    const workspace = encodeWorkspace(each, actor, site.access);
    return withMembers(workspace, bindingsOf?.(each), outputsOf?.(each));
  });
  return { data, ...(await include(asked, inclusions)) };
}

const TOO_LARGE = `the outputs of these workspaces are larger than ${TOGETHER_LIMIT} bytes together: ask for a smaller page[size]`;

function relatedToWorkspaces(
  actor: Actor,
  found: readonly WorkspaceDetails[],
  services: RelatedServices,
  site: Site,
) {
  const { access } = site;
  const each = (idOf: (workspace: WorkspaceDetails) => string | null) => [
    ...new Set(found.flatMap((workspace) => idOf(workspace) ?? [])),
  ];
  const runs = currentRuns(
    actor,
    each(({ currentRunId }) => currentRunId),
    services.runs,
  );
  const configurations = async (ids: readonly string[]) =>
    (await services.configurationVersions.readable(actor, ids)).map(encodeConfigurationVersion);
  return {
    organization: async () => {
      const names = each(({ organization }) => organization);
      const organizations = await services.organizations.readable(actor, names);
      return organizations.map((one) => encodeOrganization(one, actor, access));
    },
    project: async () => {
      const projects = await services.projects.readable(
        actor,
        each(({ projectId }) => projectId),
      );
      return projects.map((one) => encodeProject(one, actor, access));
    },
    current_run: async () => (await runs()).map((run) => encodeRun(run, actor, access)),
    "current_run.plan": async () => {
      const plans = await services.plans.readableOf(actor, await runs());
      return plans.map((plan) => encodePlan(plan, actor, site));
    },
    "current_run.configuration_version": async () => {
      const ids = (await runs()).flatMap(({ configurationVersionId: id }) => id ?? []);
      return configurations([...new Set(ids)]);
    },
    "current_run.configuration_version.ingress_attributes": noMembers,
    current_configuration_version: async () =>
      configurations(each(({ currentConfigurationVersionId: id }) => id)),
    "current_configuration_version.ingress_attributes": noMembers,
    current_state_version: async () => {
      const ids = each(({ currentStateVersionId }) => currentStateVersionId);
      const versions = await services.stateVersions.readable(actor, ids);
      return versions.map((version) => encodeStateVersion(version, actor, site));
    },
    locked_by: async () => {
      const { users, teams } = await services.workspaceLocks.holders(actor, found);
      return [
        ...users.map((user) => encodeUser(user, actor, access)),
        ...teams.map((team) => encodeTeam(team, actor, access)),
      ];
    },
    readme: noMembers,
  };
}

/** Loads them once, for whichever inclusions need them. */
function currentRuns(actor: Actor, ids: readonly string[], service: Pick<RunService, "readable">) {
  let runs: ReturnType<RunService["readable"]> | undefined;
  return () => {
    runs ??= service.readable(actor, ids);
    return runs;
  };
}
