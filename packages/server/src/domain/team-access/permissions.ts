/** COMPAT (Team Access API, Project Team Access API): the words for what a team may do, the least first. */
export const RUN_PERMISSIONS = ["read", "plan", "apply"] as const;
export const VARIABLE_PERMISSIONS = ["none", "read", "write"] as const;
export const STATE_PERMISSIONS = ["none", "read-outputs", "read", "write"] as const;
export const MOCK_PERMISSIONS = ["none", "read"] as const;
export const SETTING_PERMISSIONS = ["read", "update", "delete"] as const;
export const TEAM_PERMISSIONS = ["none", "read", "manage"] as const;
export const VARIABLE_SET_PERMISSIONS = ["none", "read", "write"] as const;

/** What may be done in a workspace. */
export interface WorkspacePermissions {
  readonly runs: (typeof RUN_PERMISSIONS)[number];
  readonly variables: (typeof VARIABLE_PERMISSIONS)[number];
  readonly stateVersions: (typeof STATE_PERMISSIONS)[number];
  readonly sentinelMocks: (typeof MOCK_PERMISSIONS)[number];
  readonly locking: boolean;
  readonly runTasks: boolean;
  readonly policyOverrides: boolean;
}

/** What may be done with a project, and with every workspace in it. */
export interface ProjectPermissions {
  readonly settings: (typeof SETTING_PERMISSIONS)[number];
  readonly teams: (typeof TEAM_PERMISSIONS)[number];
  readonly variableSets: (typeof VARIABLE_SET_PERMISSIONS)[number];
  readonly create: boolean;
  readonly move: boolean;
  readonly delete: boolean;
  readonly workspaces: WorkspacePermissions;
}

export const WORKSPACE_LEVELS = ["read", "plan", "write", "admin", "custom"] as const;
export type WorkspaceLevel = (typeof WORKSPACE_LEVELS)[number];

export const PROJECT_LEVELS = ["read", "write", "maintain", "admin", "custom"] as const;
export type ProjectLevel = (typeof PROJECT_LEVELS)[number];

const READ: WorkspacePermissions = {
  runs: "read",
  variables: "read",
  stateVersions: "read",
  sentinelMocks: "none",
  locking: false,
  runTasks: false,
  policyOverrides: false,
};
const WRITE: WorkspacePermissions = {
  runs: "apply",
  variables: "write",
  stateVersions: "write",
  sentinelMocks: "read",
  locking: true,
  runTasks: false,
  policyOverrides: false,
};
const ALL: WorkspacePermissions = { ...WRITE, runTasks: true };

/** Where "custom" begins. */
export const LEAST_IN_WORKSPACE: WorkspacePermissions = {
  ...READ,
  variables: "none",
  stateVersions: "none",
};

/** COMPAT (permissions, workspace): what each level stands for; no level lets override policies. */
export const WORKSPACE_LEVEL_PERMISSIONS: Readonly<
  Record<Exclude<WorkspaceLevel, "custom">, WorkspacePermissions>
> = { read: READ, plan: { ...READ, runs: "plan" }, write: WRITE, admin: ALL };

const READ_PROJECT: ProjectPermissions = {
  settings: "read",
  teams: "none",
  variableSets: "read",
  create: false,
  move: false,
  delete: false,
  workspaces: READ,
};

export const LEAST_IN_PROJECT: ProjectPermissions = {
  ...READ_PROJECT,
  variableSets: "none",
  workspaces: LEAST_IN_WORKSPACE,
};

const MAINTAIN_PROJECT: ProjectPermissions = {
  settings: "read",
  teams: "none",
  variableSets: "write",
  create: true,
  move: true,
  delete: true,
  workspaces: ALL,
};

/** COMPAT (permissions, project): what each level stands for. */
export const PROJECT_LEVEL_PERMISSIONS: Readonly<
  Record<Exclude<ProjectLevel, "custom">, ProjectPermissions>
> = {
  read: READ_PROJECT,
  write: { ...READ_PROJECT, workspaces: WRITE },
  maintain: MAINTAIN_PROJECT,
  admin: { ...MAINTAIN_PROJECT, settings: "delete", teams: "manage" },
};

/** What either of them allows. */
export function strongest(a: WorkspacePermissions, b: WorkspacePermissions): WorkspacePermissions {
  return {
    runs: higher(RUN_PERMISSIONS, a.runs, b.runs),
    variables: higher(VARIABLE_PERMISSIONS, a.variables, b.variables),
    stateVersions: higher(STATE_PERMISSIONS, a.stateVersions, b.stateVersions),
    sentinelMocks: higher(MOCK_PERMISSIONS, a.sentinelMocks, b.sentinelMocks),
    locking: a.locking || b.locking,
    runTasks: a.runTasks || b.runTasks,
    policyOverrides: a.policyOverrides || b.policyOverrides,
  };
}

export function higher<const Word extends string>(order: readonly Word[], a: Word, b: Word): Word {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** Whether a permission is at least that one. */
export function atLeast<const Word extends string>(
  order: readonly Word[],
  has: Word,
  wanted: Word,
): boolean {
  return order.indexOf(has) >= order.indexOf(wanted);
}
