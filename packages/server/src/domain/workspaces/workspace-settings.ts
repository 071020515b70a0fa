/**
 * COMPAT (Workspaces API): what clients set and expect to read back, and what this server, which does
 * not plan, has nothing for.
 */
export interface WorkspaceSettings {
  readonly allowDestroyPlan: boolean;
  readonly assessmentsEnabled: boolean;
  readonly autoApplyRunTrigger: boolean;
  readonly fileTriggersEnabled: boolean;
  readonly globalRemoteState: boolean;
  readonly queueAllRuns: boolean;
  readonly speculativeEnabled: boolean;
  readonly structuredRunOutputEnabled: boolean;
  readonly sourceName: string | null;
  readonly sourceUrl: string | null;
  readonly triggerPatterns: readonly string[];
  readonly triggerPrefixes: readonly string[];
}

/** LIMIT: entries of each of the lists of paths that trigger runs. */
export const TRIGGER_LIMIT = 100;

/** COMPAT (Workspaces API, Create a Workspace): the defaults of the documents. */
export const DEFAULT_SETTINGS: WorkspaceSettings = {
  allowDestroyPlan: true,
  assessmentsEnabled: false,
  autoApplyRunTrigger: false,
  fileTriggersEnabled: true,
  globalRemoteState: false,
  queueAllRuns: false,
  speculativeEnabled: true,
  structuredRunOutputEnabled: false,
  sourceName: null,
  sourceUrl: null,
  triggerPatterns: [],
  triggerPrefixes: [],
};

export type SettingsChange = {
  readonly [Key in keyof WorkspaceSettings]?: WorkspaceSettings[Key] | undefined;
};

/** What is not stated stays. */
export function changeSettings(
  settings: WorkspaceSettings,
  change: SettingsChange = {},
): WorkspaceSettings {
  const stated = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(stated) };
}
