import {
  atLeast,
  higher,
  LEAST_IN_WORKSPACE,
  type ProjectPermissions,
  RUN_PERMISSIONS,
  SETTING_PERMISSIONS,
  strongest,
  TEAM_PERMISSIONS,
  WORKSPACE_LEVEL_PERMISSIONS,
  type WorkspacePermissions,
} from "../team-access/permissions.js";
import type { TeamProject, TeamWorkspace } from "../team-access/team-access.js";
import type { OrganizationPermission } from "../teams/team.js";
import type { Standing } from "./standing.js";
import type { Subject } from "./subject.js";

/** All that somebody may do in one workspace, from wherever he has it. */
export interface WorkspaceRole extends WorkspacePermissions {
  /** Its settings, its tags, its teams. */
  readonly isAdmin: boolean;
  readonly canMove: boolean;
  readonly canDelete: boolean;
}

/** All that somebody may do in one project. */
export interface ProjectRole extends Pick<ProjectPermissions, "settings" | "teams" | "create"> {
  readonly workspaces: WorkspaceRole;
}

const VIEWER: WorkspaceRole = {
  ...LEAST_IN_WORKSPACE,
  isAdmin: false,
  canMove: false,
  canDelete: false,
};

const READER: WorkspaceRole = { ...VIEWER, ...WORKSPACE_LEVEL_PERMISSIONS.read };

const ADMIN: WorkspaceRole = {
  ...WORKSPACE_LEVEL_PERMISSIONS.admin,
  isAdmin: true,
  canMove: true,
  canDelete: true,
};

export function roleOfTeamWorkspace({ level, permissions }: TeamWorkspace): WorkspaceRole {
  const isAdmin = level === "admin";
  return { ...permissions, isAdmin, canMove: false, canDelete: isAdmin };
}

/** COMPAT (permissions, project): who maintains a project has every workspace in it. */
export function roleOfTeamProject({ level, permissions }: TeamProject): ProjectRole {
  const { settings, teams, create, move, delete: canDelete, workspaces } = permissions;
  const isAdmin = level === "maintain" || level === "admin";
  return {
    settings,
    teams,
    create,
    workspaces: { ...workspaces, isAdmin, canMove: move, canDelete },
  };
}

export function strongestRole(a: WorkspaceRole, b: WorkspaceRole): WorkspaceRole {
  return {
    ...strongest(a, b),
    isAdmin: a.isAdmin || b.isAdmin,
    canMove: a.canMove || b.canMove,
    canDelete: a.canDelete || b.canDelete,
  };
}

export function strongestProjectRole(a: ProjectRole, b: ProjectRole): ProjectRole {
  return {
    settings: higher(SETTING_PERMISSIONS, a.settings, b.settings),
    teams: higher(TEAM_PERMISSIONS, a.teams, b.teams),
    create: a.create || b.create,
    workspaces: strongestRole(a.workspaces, b.workspaces),
  };
}

/** What somebody may do in a workspace; null when he may not even see it. */
export function workspaceRole(
  standing: Standing,
  { workspaceId, projectId }: Pick<Subject, "workspaceId" | "projectId">,
): WorkspaceRole | null {
  const roles = [
    ...everywhere(standing),
    standing.workspaces.get(workspaceId ?? "") ?? [],
    standing.projects.get(projectId ?? "")?.workspaces ?? [],
  ].flat();
  return roles.length === 0 ? null : roles.reduce(strongestRole);
}

export function projectRole(
  standing: Standing,
  { projectId }: Pick<Subject, "projectId">,
): ProjectRole | null {
  return standing.projects.get(projectId ?? "") ?? null;
}

/**
 * COMPAT (permissions, organization): to manage projects means to manage their workspaces; to manage
 * policies or overrides means to see all runs.
 */
function everywhere({ isOwner, permissions }: Standing): WorkspaceRole[] {
  const has = (permission: OrganizationPermission) => permissions.has(permission);
  const roles: WorkspaceRole[] = [];
  if (isOwner || has("manageWorkspaces") || has("manageProjects")) roles.push(ADMIN);
  if (has("readWorkspaces")) roles.push(READER);
  if (has("managePolicies")) roles.push(VIEWER);
  if (isOwner || has("managePolicyOverrides")) roles.push({ ...VIEWER, policyOverrides: true });
  return roles;
}

export const mayPlan = ({ runs }: WorkspaceRole) => atLeast(RUN_PERMISSIONS, runs, "plan");
export const mayApply = ({ runs }: WorkspaceRole) => atLeast(RUN_PERMISSIONS, runs, "apply");
