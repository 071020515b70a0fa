import type { BlobId } from "../blobs/blob-store.js";
import { HOUR, type Instant } from "../clock.js";
import type { ListedPolicy, PolicySetInspection, SetArchive } from "../evaluation/evaluator.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";

export type PolicySetVersionId = string;

/** COMPAT (Policy Set Versions API): these names and no others. */
export const VERSION_STATUSES = ["pending", "ingressing", "ready", "errored", "canceled"] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** LIMIT: a larger archive is refused with 413; nothing of it is kept. */
export const ARCHIVE_LIMIT = 10 * 1024 * 1024;

/** COMPAT (Policy Set Versions API, Create a Policy Set Version): valid for one hour after creation. */
export const UPLOAD_TIME = HOUR;

/** LIMIT: characters that are kept of what is wrong with a version. */
export const ERROR_MESSAGE_LIMIT = 4_000;

/** All policies of a set as they were at one time. */
export interface PolicySetVersion {
  readonly id: PolicySetVersionId;
  readonly policySetId: PolicySetId;
  readonly organization: OrganizationName;
  /** Where it comes from: "tfe-api" when somebody uploads it. */
  readonly source: string;
  readonly status: VersionStatus;
  /** When each status but the first was reached. */
  readonly statusTimes: Partial<Record<VersionStatus, Instant>>;
  /** A tar.gz with everything; null until it arrives. */
  readonly archive: BlobId | null;
  /** What it lists, in that order; empty unless it is ready. */
  readonly policies: readonly ListedPolicy[];
  /** A short code; null unless it is errored. */
  readonly error: string | null;
  readonly errorMessage: string | null;
  /** The commit that it was made from; null when somebody uploaded it. */
  readonly ingress: IngressAttributes | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface IngressAttributes {
  readonly commitSha: string;
  readonly commitUrl: string;
  readonly identifier: string;
  /** Of the repository, and of the archive; absent where the archive holds the folder alone. */
  readonly folder?: string;
}

/** The newest of a set's versions, and the newest that can be enforced. */
export interface VersionsOfSet {
  readonly newestVersionId: PolicySetVersionId | null;
  readonly currentVersionId: PolicySetVersionId | null;
}

/** A version that somebody is going to upload. */
export function createUploadedVersion(
  given: Pick<PolicySetVersion, "id" | "policySetId" | "organization" | "createdAt">,
): PolicySetVersion {
  return {
    ...given,
    source: "tfe-api",
    status: "pending",
    statusTimes: {},
    archive: null,
    policies: [],
    error: null,
    errorMessage: null,
    ingress: null,
    updatedAt: given.createdAt,
  };
}

/** A version that is made from a commit. */
export function createFetchedVersion(
  given: Pick<PolicySetVersion, "id" | "policySetId" | "organization" | "source" | "ingress">,
  { startedAt, createdAt }: { readonly startedAt: Instant; readonly createdAt: Instant },
): PolicySetVersion {
  const version = createUploadedVersion({ ...given, createdAt });
  return { ...version, ...given, status: "ingressing", statusTimes: { ingressing: startedAt } };
}

/** What is evaluated; null until it arrives. */
export function archiveOf({ archive, ingress }: PolicySetVersion): SetArchive | null {
  return archive === null ? null : { blob: archive, folder: ingress?.folder ?? "" };
}

export function uploadDeadline({ createdAt }: PolicySetVersion): Instant {
  return createdAt + UPLOAD_TIME;
}

export function isAwaitingUpload(version: PolicySetVersion, now: Instant): boolean {
  return (
    version.source === "tfe-api" && version.status === "pending" && now < uploadDeadline(version)
  );
}

/** What a version becomes once its archive was looked at. */
export function settleVersion(
  version: PolicySetVersion,
  archive: BlobId,
  inspection: PolicySetInspection,
  now: Instant,
): PolicySetVersion {
  if (inspection.outcome === "problem") {
    return failVersion({ ...version, archive }, inspection, now);
  }
  return { ...reach(version, "ready", now), archive, policies: inspection.policies };
}

export function failVersion(
  version: PolicySetVersion,
  { error, message }: { readonly error: string; readonly message: string },
  now: Instant,
): PolicySetVersion {
  const isLong = message.length > ERROR_MESSAGE_LIMIT;
  const errorMessage = isLong ? `${message.slice(0, ERROR_MESSAGE_LIMIT)}…` : message;
  return { ...reach(version, "errored", now), error, errorMessage };
}

function reach(version: PolicySetVersion, status: VersionStatus, now: Instant): PolicySetVersion {
  return {
    ...version,
    status,
    statusTimes: { ...version.statusTimes, [status]: now },
    updatedAt: now,
  };
}
