import type { Problem } from "../errors.js";
import type { IdPrefix } from "../ids.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Transaction } from "../store.js";
import type { ProjectLevel, WorkspaceLevel } from "./permissions.js";
import {
  createTeamProject,
  createTeamWorkspace,
  type TeamAccess,
  type TeamProject,
  type TeamProjectChange,
  type TeamWorkspace,
  type TeamWorkspaceChange,
  teamProjectProblems,
  teamWorkspaceProblems,
  updateTeamProject,
  updateTeamWorkspace,
} from "./team-access.js";
import type { TeamAccessStore } from "./team-access-store.js";

/** A workspace or a project, as far as access to it goes. */
export interface Place {
  readonly id: string;
  readonly organization: OrganizationName;
  readonly projectId?: string;
}

/** What differs between access to workspaces and access to projects. */
export interface AccessKind<Row extends TeamWorkspace | TeamProject, Draft, Change> {
  readonly noun: "workspace" | "project";
  readonly idPrefix: IdPrefix;
  rows(tx: Transaction): TeamAccessStore<Row>;
  /** @throws NotFound */
  place(tx: Transaction, id: string): Promise<Place>;
  placeOf(row: Row): string;
  create(draft: Draft, given: TeamAccess, place: Place): Row;
  update(row: Row, change: Change): Row;
  problems(row: Row, change: Change): Problem[];
  overridesPolicies(row: Row): boolean;
}

type Draft<Change, Level> = Change & { readonly level: Level };

export const WORKSPACE_ACCESS: AccessKind<
  TeamWorkspace,
  Draft<TeamWorkspaceChange, WorkspaceLevel>,
  TeamWorkspaceChange
> = {
  noun: "workspace",
  idPrefix: "tws",
  rows: (tx) => tx.teamWorkspaces,
  place: (tx, id) => tx.workspaces.get(id),
  placeOf: ({ workspaceId }) => workspaceId,
  create: (draft, given, { id }) => createTeamWorkspace(draft, { ...given, workspaceId: id }),
  update: updateTeamWorkspace,
  problems: teamWorkspaceProblems,
  overridesPolicies: ({ permissions }) => permissions.policyOverrides,
};

export const PROJECT_ACCESS: AccessKind<
  TeamProject,
  Draft<TeamProjectChange, ProjectLevel>,
  TeamProjectChange
> = {
  noun: "project",
  idPrefix: "tprj",
  rows: (tx) => tx.teamProjects,
  place: (tx, id) => tx.projects.get(id),
  placeOf: ({ projectId }) => projectId,
  create: (draft, given, { id }) => createTeamProject(draft, { ...given, projectId: id }),
  update: updateTeamProject,
  problems: teamProjectProblems,
  overridesPolicies: ({ permissions }) => permissions.workspaces.policyOverrides,
};
