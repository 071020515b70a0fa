import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { ConfigurationVersionId } from "../configuration-versions/configuration-version.js";
import type { Problem } from "../errors.js";
import { lineProblems, nameProblems } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { ProjectId } from "../projects/project.js";
import type { RunId } from "../runs/run.js";
import type { StateVersionId } from "../state-versions/state-version.js";
import type { TagBinding, TagDraft } from "../tags/tag.js";
import type { WorkspaceLock } from "./workspace-lock.js";
import {
  changeSettings,
  DEFAULT_SETTINGS,
  type SettingsChange,
  type WorkspaceSettings,
} from "./workspace-settings.js";

export type WorkspaceId = string;

export const EXECUTION_MODES = ["remote", "local", "agent"] as const;
export type ExecutionMode = (typeof EXECUTION_MODES)[number];

/** What policy sets are attached to and what runs belong to. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly organization: OrganizationName;
  readonly projectId: ProjectId;
  readonly name: string;
  readonly description: string | null;
  readonly autoApply: boolean;
  readonly executionMode: ExecutionMode;
  readonly terraformVersion: string;
  readonly workingDirectory: string | null;
  readonly settings: WorkspaceSettings;
  /** Null while nobody keeps it to himself. */
  readonly lock: WorkspaceLock | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A workspace with what a reader of it wants to know about others. */
export interface WorkspaceDetails extends Workspace {
  /** The run that was created last. */
  readonly currentRunId: RunId | null;
  /** The configuration that was created last, those that are provisional or speculative left out. */
  readonly currentConfigurationVersionId: ConfigurationVersionId | null;
  /** The newest that is finalized. */
  readonly currentStateVersionId: StateVersionId | null;
  /** Instances of resources that its current state knows of. */
  readonly resourceCount: number;
  /** Its own tags, by key. */
  readonly tags: readonly TagBinding[];
}

export interface WorkspaceDraft {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly autoApply?: boolean | undefined;
  readonly executionMode?: ExecutionMode | undefined;
  readonly terraformVersion?: string | undefined;
  readonly workingDirectory?: string | null | undefined;
  /** The organization's default project when absent. */
  readonly projectId?: ProjectId | undefined;
  readonly settings?: SettingsChange | undefined;
  /** Takes the place of all tags that are there. */
  readonly tags?: readonly TagDraft[] | undefined;
}

/** An absent field keeps its value; null clears it. */
export type WorkspaceChange = ChangeOf<WorkspaceDraft>;

/** COMPAT (Terraform command, workspace attributes): "latest" turns its own version check off. */
const ANY_TERRAFORM_VERSION = "latest";

export function createWorkspace(
  draft: WorkspaceDraft,
  given: Pick<Workspace, "id" | "organization" | "projectId" | "createdAt">,
): Workspace {
  return {
    ...given,
    name: draft.name,
    description: draft.description ?? null,
    autoApply: draft.autoApply ?? false,
    executionMode: draft.executionMode ?? "remote",
    terraformVersion: draft.terraformVersion ?? ANY_TERRAFORM_VERSION,
    workingDirectory: draft.workingDirectory ?? null,
    settings: changeSettings(DEFAULT_SETTINGS, draft.settings),
    lock: null,
    updatedAt: given.createdAt,
  };
}

export function updateWorkspace(
  workspace: Workspace,
  change: WorkspaceChange,
  now: Instant,
): Workspace {
  return {
    ...workspace,
    name: change.name ?? workspace.name,
    description: change.description === undefined ? workspace.description : change.description,
    autoApply: change.autoApply ?? workspace.autoApply,
    executionMode: change.executionMode ?? workspace.executionMode,
    terraformVersion: change.terraformVersion ?? workspace.terraformVersion,
    workingDirectory:
      change.workingDirectory === undefined ? workspace.workingDirectory : change.workingDirectory,
    projectId: change.projectId ?? workspace.projectId,
    settings: changeSettings(workspace.settings, change.settings),
    updatedAt: now,
  };
}

export function workspaceProblems(workspace: Workspace): Problem[] {
  return [
    ...nameProblems(workspace.name),
    ...lineProblems("terraformVersion", workspace.terraformVersion),
    ...lineProblems("workingDirectory", workspace.workingDirectory),
  ];
}
