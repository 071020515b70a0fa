import type { BlobId } from "../blobs/blob-store.js";
import { HOUR, type Instant } from "../clock.js";
import { Conflict, OutOfDate } from "../errors.js";
import type { OutputOfState, StateSummary } from "../evaluation/evaluator.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { ProjectId } from "../projects/project.js";
import type { RunId } from "../runs/run.js";
import type { WorkspaceId } from "../workspaces/workspace.js";

export type StateVersionId = string;

/** COMPAT (State Versions API): these names and no others. */
export const STATE_VERSION_STATUSES = ["pending", "finalized", "discarded"] as const;
export type StateVersionStatus = (typeof STATE_VERSION_STATUSES)[number];

/** LIMIT: a larger state, or a larger JSON of one, is refused with 413; nothing of it is kept. */
export const STATE_LIMIT = 64 * 1024 * 1024;

/** LIMIT: how long after its creation the content of a version may be uploaded. */
const UPLOAD_TIME = HOUR;

/** COMPAT (State Versions API, hosted-state-download-url): valid for 25 hours. */
export const DOWNLOAD_TIME = 25 * HOUR;

/** What Terraform knew of what it manages in a workspace, as it was at one time. */
export interface StateVersion {
  readonly id: StateVersionId;
  readonly workspaceId: WorkspaceId;
  /** The project that the workspace is in now. */
  readonly projectId: ProjectId;
  readonly organization: OrganizationName;
  readonly status: StateVersionStatus;
  readonly serial: number;
  /** Of the state, in lower-case hexadecimal. */
  readonly md5: string;
  /** What later states of the same things have in common; null when it was not stated. */
  readonly lineage: string | null;
  /** What Terraform keeps as `terraform.tfstate`; null until it arrives. */
  readonly state: BlobId | null;
  /** The same as `terraform show -json` prints it, if whoever made it sent that, too. */
  readonly jsonState: BlobId | null;
  /** Null until the state arrives. */
  readonly summary: StateSummary | null;
  readonly runId: RunId | null;
  /** Null when it was no user. */
  readonly createdBy: string | null;
  /** The version that it repeats; null unless it was made by rolling back. */
  readonly rollbackOf: StateVersionId | null;
  readonly createdAt: Instant;
}

export interface StateVersionDraft {
  readonly serial: number;
  readonly md5: string;
  readonly lineage?: string | null | undefined;
  readonly runId?: RunId | undefined;
  /** Takes it whatever is there: serial and lineage do not matter. */
  readonly isForced?: boolean | undefined;
  /** Uploaded later when absent. */
  readonly state?: Uint8Array | undefined;
  readonly jsonState?: Uint8Array | undefined;
}

export interface StateVersionOutput extends OutputOfState {
  readonly id: string;
  readonly stateVersionId: StateVersionId;
}

type Given = Pick<
  StateVersion,
  "id" | "workspaceId" | "projectId" | "organization" | "createdBy" | "createdAt"
>;

export function createStateVersion(
  { serial, md5, lineage = null, runId }: StateVersionDraft,
  given: Given,
): StateVersion {
  return {
    ...given,
    status: "pending",
    serial,
    md5,
    lineage,
    state: null,
    jsonState: null,
    summary: null,
    runId: runId ?? null,
    rollbackOf: null,
  };
}

/** COMPAT (State Versions API, Rollback): the former version once more, its serial included. */
export function repeatVersion(former: StateVersion, given: Given): StateVersion {
  return { ...former, ...given, runId: null, rollbackOf: former.id };
}

export function finalizeVersion(
  version: StateVersion,
  state: BlobId,
  summary: StateSummary,
): StateVersion {
  return { ...version, status: "finalized", state, summary };
}

export function uploadDeadline({ createdAt }: StateVersion): Instant {
  return createdAt + UPLOAD_TIME;
}

export function isAwaitingState(version: StateVersion, now: Instant): boolean {
  return version.status === "pending" && now < uploadDeadline(version);
}

/** COMPAT (client for Terraform Enterprise, Upload): both come at the same time, in any order. */
export function isAwaitingJsonState(version: StateVersion, now: Instant): boolean {
  const { jsonState, status, rollbackOf } = version;
  const isWanted = jsonState === null && status !== "discarded" && rollbackOf === null;
  return isWanted && now < uploadDeadline(version);
}

/**
 * Whether a version may follow the current one of its workspace.
 *
 * COMPAT (support articles of the vendor on uploading states): these texts; the same state once more
 * is taken.
 *
 * @throws Conflict, OutOfDate
 */
export function requireSuccessor(
  current: StateVersion | null,
  { serial, md5, lineage = null, isForced = false }: StateVersionDraft,
): void {
  if (current === null || isForced) return;
  if (lineage !== null && current.lineage !== null && lineage !== current.lineage) {
    throw new Conflict(
      `the lineage of the state provided is not "${current.lineage}", which is the one currently known: it is about other things; force it, if it shall take their place`,
    );
  }
  if (serial < current.serial) throw new OutOfDate(OLD_SERIAL);
  if (serial === current.serial && md5 !== current.md5) throw new Conflict(OTHER_STATE);
}

const OLD_SERIAL =
  "The serial provided in the state file is not greater than the serial\ncurrently known remotely. This means that there may be an update performed\nsince your version of that state. Update to the latest state to resolve\nconflicts and try again";

const OTHER_STATE =
  "The MD5 hash of the state provided does not match what is currently known for the same serial number";

/** COMPAT (support articles of the vendor on uploading states): this text. */
export const OTHER_MD5 = "The MD5 parameter passed does not match the MD5 of the provided state";
