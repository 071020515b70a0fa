import type { BlobId } from "../blobs/blob-store.js";
import { HOUR, type Instant } from "../clock.js";
import type { ConfigurationInspection } from "../evaluation/evaluator.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { ProjectId } from "../projects/project.js";
import type { WorkspaceId } from "../workspaces/workspace.js";

export type ConfigurationVersionId = string;

/** COMPAT (Configuration Versions API, attributes): these names; "fetching" is for repositories. */
export const CONFIGURATION_STATUSES = ["pending", "uploaded", "archived", "errored"] as const;
export type ConfigurationStatus = (typeof CONFIGURATION_STATUSES)[number];

/** LIMIT: a larger archive is refused with 413; nothing of it is kept. */
export const CONFIGURATION_LIMIT = 10 * 1024 * 1024;

/** LIMIT: how long a configuration may be uploaded after its version was created. */
const UPLOAD_TIME = HOUR;

/** The Terraform configuration of a workspace as it was at one time. Nothing is planned from it here. */
export interface ConfigurationVersion {
  readonly id: ConfigurationVersionId;
  readonly workspaceId: WorkspaceId;
  /** The project that its workspace is in now. */
  readonly projectId: ProjectId;
  readonly organization: OrganizationName;
  readonly status: ConfigurationStatus;
  /** When each status was reached. */
  readonly statusTimes: Partial<Record<ConfigurationStatus, Instant>>;
  /** Whether its creator wants runs once it is uploaded: kept and shown, as this server does not plan. */
  readonly wantsRuns: boolean;
  /** Its runs are plan-only. */
  readonly isSpeculative: boolean;
  /** It does not become the current one of its workspace. */
  readonly isProvisional: boolean;
  /** A tar.gz; null until it arrives, and once it is archived. */
  readonly archive: BlobId | null;
  /** A short code; null unless it is errored. */
  readonly error: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: Instant;
}

export interface ConfigurationDraft {
  readonly wantsRuns?: boolean | undefined;
  readonly isSpeculative?: boolean | undefined;
  readonly isProvisional?: boolean | undefined;
}

export function createConfigurationVersion(
  draft: ConfigurationDraft,
  given: Pick<
    ConfigurationVersion,
    "id" | "workspaceId" | "projectId" | "organization" | "createdAt"
  >,
): ConfigurationVersion {
  return {
    ...given,
    status: "pending",
    statusTimes: { pending: given.createdAt },
    wantsRuns: draft.wantsRuns ?? true,
    isSpeculative: draft.isSpeculative ?? false,
    isProvisional: draft.isProvisional ?? false,
    archive: null,
    error: null,
    errorMessage: null,
  };
}

export function uploadDeadline({ createdAt }: ConfigurationVersion): Instant {
  return createdAt + UPLOAD_TIME;
}

/**
 * COMPAT (client for Terraform Enterprise, configuration versions): clients upload more than once through
 * the same link, and the last upload counts. `isUsed`: a run has been started from it.
 */
export function takesUpload(version: ConfigurationVersion, isUsed: boolean, now: Instant): boolean {
  return version.status !== "archived" && !isUsed && now < uploadDeadline(version);
}

/** What a version becomes once its archive was looked at. */
export function settleConfiguration(
  version: ConfigurationVersion,
  archive: BlobId,
  inspection: ConfigurationInspection,
  now: Instant,
): ConfigurationVersion {
  // What came of an earlier upload does not count any more.
  const awaited = { ...version, statusTimes: { pending: version.createdAt } };
  if (inspection.outcome === "configuration") {
    return reach({ ...awaited, archive, error: null, errorMessage: null }, "uploaded", now);
  }
  const { error, message } = inspection;
  return reach({ ...awaited, archive: null, error, errorMessage: message }, "errored", now);
}

export function archiveConfiguration(
  version: ConfigurationVersion,
  now: Instant,
): ConfigurationVersion {
  return reach({ ...version, archive: null }, "archived", now);
}

function reach(
  version: ConfigurationVersion,
  status: ConfigurationStatus,
  now: Instant,
): ConfigurationVersion {
  return { ...version, status, statusTimes: { ...version.statusTimes, [status]: now } };
}
