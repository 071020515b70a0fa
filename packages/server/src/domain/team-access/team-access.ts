import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { ProjectId } from "../projects/project.js";
import type { TeamId } from "../teams/team.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import {
  LEAST_IN_PROJECT,
  LEAST_IN_WORKSPACE,
  PROJECT_LEVEL_PERMISSIONS,
  type ProjectLevel,
  type ProjectPermissions,
  WORKSPACE_LEVEL_PERMISSIONS,
  type WorkspaceLevel,
  type WorkspacePermissions,
} from "./permissions.js";

/** What all such rows have. */
export interface TeamAccess {
  readonly id: string;
  readonly organization: OrganizationName;
  readonly teamId: TeamId;
  readonly createdAt: Instant;
}

/** What a team may do in one workspace. */
export interface TeamWorkspace extends TeamAccess {
  readonly workspaceId: WorkspaceId;
  readonly level: WorkspaceLevel;
  readonly permissions: WorkspacePermissions;
}

/** What a team may do in one project. */
export interface TeamProject extends TeamAccess {
  readonly projectId: ProjectId;
  readonly level: ProjectLevel;
  readonly permissions: ProjectPermissions;
}

export type WorkspacePermissionChange = ChangeOf<WorkspacePermissions>;

export interface TeamWorkspaceChange {
  readonly level?: WorkspaceLevel | undefined;
  readonly permissions?: WorkspacePermissionChange | undefined;
}

export interface TeamProjectChange {
  readonly level?: ProjectLevel | undefined;
  readonly permissions?:
    | (ChangeOf<Omit<ProjectPermissions, "workspaces">> & {
        readonly workspaces?: WorkspacePermissionChange | undefined;
      })
    | undefined;
}

export function createTeamWorkspace(
  draft: TeamWorkspaceChange & { readonly level: WorkspaceLevel },
  given: Omit<TeamWorkspace, "level" | "permissions">,
): TeamWorkspace {
  const blank = { ...given, level: draft.level, permissions: LEAST_IN_WORKSPACE };
  return updateTeamWorkspace(blank, draft);
}

/** A level brings its own permissions; "custom" begins with those that are there. */
export function updateTeamWorkspace(
  row: TeamWorkspace,
  { level = row.level, permissions = {} }: TeamWorkspaceChange,
): TeamWorkspace {
  const { policyOverrides } = row.permissions;
  const base =
    level === "custom"
      ? row.permissions
      : { ...WORKSPACE_LEVEL_PERMISSIONS[level], policyOverrides };
  return { ...row, level, permissions: { ...base, ...stated(permissions) } };
}

export function createTeamProject(
  draft: TeamProjectChange & { readonly level: ProjectLevel },
  given: Omit<TeamProject, "level" | "permissions">,
): TeamProject {
  const blank = { ...given, level: draft.level, permissions: LEAST_IN_PROJECT };
  return updateTeamProject(blank, draft);
}

export function updateTeamProject(
  row: TeamProject,
  { level = row.level, permissions: { workspaces = {}, ...permissions } = {} }: TeamProjectChange,
): TeamProject {
  const { policyOverrides } = row.permissions.workspaces;
  const base = level === "custom" ? row.permissions : PROJECT_LEVEL_PERMISSIONS[level];
  const inWorkspaces =
    level === "custom" ? base.workspaces : { ...base.workspaces, policyOverrides };
  return {
    ...row,
    level,
    permissions: {
      ...base,
      ...stated(permissions),
      workspaces: { ...inWorkspaces, ...stated(workspaces) },
    },
  };
}

/** Why a level cannot have the permissions that were stated beside it. */
export function teamWorkspaceProblems(
  { level }: TeamWorkspace,
  { permissions = {} }: TeamWorkspaceChange,
): Problem[] {
  if (level === "custom") return [];
  const { policyOverrides, ...fixed } = permissions;
  return readOnlyProblems(level, fixed, WORKSPACE_LEVEL_PERMISSIONS[level], (field) =>
    field === "locking" ? "workspaceLocking" : field,
  );
}

export function teamProjectProblems(
  { level }: TeamProject,
  { permissions: { workspaces = {}, ...permissions } = {} }: TeamProjectChange,
): Problem[] {
  if (level === "custom") return [];
  const { policyOverrides, ...fixed } = workspaces;
  const own = PROJECT_LEVEL_PERMISSIONS[level];
  const ofWorkspaces: readonly string[] = ["create", "move", "delete"];
  return [
    ...readOnlyProblems(level, permissions, own, (field) =>
      ofWorkspaces.includes(field) ? `workspaceAccess.${field}` : `projectAccess.${field}`,
    ),
    ...readOnlyProblems(level, fixed, own.workspaces, (field) => `workspaceAccess.${field}`),
  ];
}

/** COMPAT (client for Terraform Enterprise, tests of team access): this text, full stop included. */
function readOnlyProblems(
  level: string,
  stated: object,
  fixed: object,
  nameOf: (field: string) => string,
): Problem[] {
  const values = new Map(Object.entries(fixed));
  const differing = Object.entries(stated).filter(
    ([field, value]) => value !== undefined && value !== values.get(field),
  );
  const message = `is read-only when access level is '${level}'; use the 'custom' access level to set this attribute.`;
  return differing.map(([field]) => ({ field: nameOf(field), message }));
}

function stated<Change extends object>(change: Change) {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Change]: NonNullable<Change[Key]> };
}
