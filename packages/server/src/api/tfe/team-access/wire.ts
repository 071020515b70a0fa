import { isEmptyChange } from "../../../domain/change.js";
import {
  MOCK_PERMISSIONS,
  PROJECT_LEVELS,
  RUN_PERMISSIONS,
  SETTING_PERMISSIONS,
  STATE_PERMISSIONS,
  TEAM_PERMISSIONS,
  VARIABLE_PERMISSIONS,
  VARIABLE_SET_PERMISSIONS,
  WORKSPACE_LEVELS,
  type WorkspacePermissions,
} from "../../../domain/team-access/permissions.js";
import type {
  TeamProject,
  TeamProjectChange,
  TeamWorkspace,
  TeamWorkspaceChange,
} from "../../../domain/team-access/team-access.js";
import { changeOf, documentOf, pageOf, resource, toOne } from "../documents.js";
import { exactly, object, oneOf, optional, type Static, text, truth } from "../schemas.js";

const links = object({ self: text() });

const teamWorkspaceResource = resource("TeamWorkspace", "team-workspaces", {
  attributes: object({
    access: oneOf(WORKSPACE_LEVELS),
    runs: oneOf(RUN_PERMISSIONS),
    variables: oneOf(VARIABLE_PERMISSIONS),
    "state-versions": oneOf(STATE_PERMISSIONS),
    "sentinel-mocks": oneOf(MOCK_PERMISSIONS),
    "workspace-locking": truth(),
    "run-tasks": truth(),
    "policy-overrides": truth(),
  }),
  relationships: object({ team: toOne("teams"), workspace: toOne("workspaces") }),
  links,
});

const teamProjectResource = resource("TeamProject", "team-projects", {
  attributes: object({
    access: oneOf(PROJECT_LEVELS),
    "project-access": object({
      settings: oneOf(SETTING_PERMISSIONS),
      teams: oneOf(TEAM_PERMISSIONS),
      "variable-sets": oneOf(VARIABLE_SET_PERMISSIONS),
    }),
    "workspace-access": object({
      create: truth(),
      move: truth(),
      delete: truth(),
      locking: truth(),
      runs: oneOf(RUN_PERMISSIONS),
      variables: oneOf(VARIABLE_PERMISSIONS),
      "state-versions": oneOf(STATE_PERMISSIONS),
      "sentinel-mocks": oneOf(MOCK_PERMISSIONS),
      "run-tasks": truth(),
      "policy-overrides": truth(),
    }),
  }),
  relationships: object({ team: toOne("teams"), project: toOne("projects") }),
  links,
});

const custom = { description: 'Only with the access "custom".' };
const overrides = {
  description:
    "Lets the team override policies. To give it takes `manage-policy-overrides` or `delegate-policy-overrides`.",
};

const workspacePermissions = {
  runs: optional(oneOf(RUN_PERMISSIONS, custom)),
  variables: optional(oneOf(VARIABLE_PERMISSIONS, custom)),
  "state-versions": optional(oneOf(STATE_PERMISSIONS, custom)),
  "sentinel-mocks": optional(oneOf(MOCK_PERMISSIONS, custom)),
  "run-tasks": optional(truth(custom)),
  "policy-overrides": optional(truth(overrides)),
};

const workspaceSettings = {
  ...workspacePermissions,
  "workspace-locking": optional(truth(custom)),
};

const projectSettings = {
  "project-access": optional(
    object({
      settings: optional(oneOf(SETTING_PERMISSIONS, custom)),
      teams: optional(oneOf(TEAM_PERMISSIONS, custom)),
      "variable-sets": optional(oneOf(VARIABLE_SET_PERMISSIONS, custom)),
    }),
  ),
  "workspace-access": optional(
    object({
      ...workspacePermissions,
      create: optional(truth(custom)),
      move: optional(truth(custom)),
      delete: optional(truth(custom)),
      locking: optional(truth(custom)),
    }),
  ),
};

export const teamWorkspaceDocument = documentOf(teamWorkspaceResource);
export const teamWorkspacePage = pageOf(teamWorkspaceResource);
export const teamProjectDocument = documentOf(teamProjectResource);
export const teamProjectPage = pageOf(teamProjectResource);

export const teamWorkspaceRequest = object(
  {
    data: object({
      type: exactly("team-workspaces"),
      attributes: object({ access: oneOf(WORKSPACE_LEVELS), ...workspaceSettings }),
      relationships: object({ team: toOne("teams"), workspace: toOne("workspaces") }),
    }),
  },
  { title: "TeamWorkspaceRequest" },
);
export const teamWorkspaceChangeRequest = changeOf(
  "TeamWorkspaceChangeRequest",
  "team-workspaces",
  { access: optional(oneOf(WORKSPACE_LEVELS)), ...workspaceSettings },
  {},
);
export const teamProjectRequest = object(
  {
    data: object({
      type: exactly("team-projects"),
      attributes: object({ access: oneOf(PROJECT_LEVELS), ...projectSettings }),
      relationships: object({ team: toOne("teams"), project: toOne("projects") }),
    }),
  },
  { title: "TeamProjectRequest" },
);
export const teamProjectChangeRequest = changeOf(
  "TeamProjectChangeRequest",
  "team-projects",
  { access: optional(oneOf(PROJECT_LEVELS)), ...projectSettings },
  {},
);

export function decodeTeamWorkspaceChange({
  access,
  ...attributes
}: NonNullable<
  Static<typeof teamWorkspaceChangeRequest>["data"]["attributes"]
> = {}): TeamWorkspaceChange {
  const permissions = {
    ...decodeWorkspacePermissions(attributes),
    locking: attributes["workspace-locking"],
  };
  return { level: access, permissions: isEmptyChange(permissions) ? undefined : permissions };
}

export function decodeTeamProjectChange({
  access,
  "project-access": inProject = {},
  "workspace-access": inWorkspaces = {},
}: NonNullable<
  Static<typeof teamProjectChangeRequest>["data"]["attributes"]
> = {}): TeamProjectChange {
  const workspaces = {
    ...decodeWorkspacePermissions(inWorkspaces),
    locking: inWorkspaces.locking,
  };
  const permissions = {
    settings: inProject.settings,
    teams: inProject.teams,
    variableSets: inProject["variable-sets"],
    create: inWorkspaces.create,
    move: inWorkspaces.move,
    delete: inWorkspaces.delete,
    workspaces: isEmptyChange(workspaces) ? undefined : workspaces,
  };
  return { level: access, permissions: isEmptyChange(permissions) ? undefined : permissions };
}

function decodeWorkspacePermissions(
  stated: {
    readonly [Key in keyof typeof workspacePermissions]?: Static<
      (typeof workspacePermissions)[Key]
    >;
  },
) {
  return {
    runs: stated.runs,
    variables: stated.variables,
    stateVersions: stated["state-versions"],
    sentinelMocks: stated["sentinel-mocks"],
    runTasks: stated["run-tasks"],
    policyOverrides: stated["policy-overrides"],
  };
}

function encodeWorkspacePermissions(permissions: WorkspacePermissions) {
  return {
    runs: permissions.runs,
    variables: permissions.variables,
    "state-versions": permissions.stateVersions,
    "sentinel-mocks": permissions.sentinelMocks,
    "run-tasks": permissions.runTasks,
    "policy-overrides": permissions.policyOverrides,
  };
}

export function encodeTeamWorkspace(row: TeamWorkspace): Static<typeof teamWorkspaceResource> {
  return {
    id: row.id,
    type: "team-workspaces",
    attributes: {
      access: row.level,
      ...encodeWorkspacePermissions(row.permissions),
      "workspace-locking": row.permissions.locking,
    },
    relationships: {
      team: { data: { id: row.teamId, type: "teams" } },
      workspace: { data: { id: row.workspaceId, type: "workspaces" } },
    },
    links: { self: `/api/v2/team-workspaces/${row.id}` },
  };
}

export function encodeTeamProject(row: TeamProject): Static<typeof teamProjectResource> {
  const {
    settings,
    teams,
    variableSets,
    create,
    move,
    delete: remove,
    workspaces,
  } = row.permissions;
  return {
    id: row.id,
    type: "team-projects",
    attributes: {
      access: row.level,
      "project-access": { settings, teams, "variable-sets": variableSets },
      "workspace-access": {
        create,
        move,
        delete: remove,
        locking: workspaces.locking,
        ...encodeWorkspacePermissions(workspaces),
      },
    },
    relationships: {
      team: { data: { id: row.teamId, type: "teams" } },
      project: { data: { id: row.projectId, type: "projects" } },
    },
    links: { self: `/api/v2/team-projects/${row.id}` },
  };
}
