import { job } from "./job.js";
import { anything, bool, bytes, int, list, map, optional, struct, text, uint } from "./shape.js";
import { csiVolume, hostVolume } from "./volumes.js";

// Bodies of the requests that policies are consulted for.

const writer = { Region: text, Namespace: text, SecretID: text };

export const registerRequest = struct({
  Submission: optional(
    struct({ Source: text, Format: text, VariableFlags: map(text), Variables: text }),
  ),
  Job: optional(job),
  EnforceIndex: bool,
  JobModifyIndex: uint,
  PolicyOverride: bool,
  PreserveCounts: bool,
  PreserveResources: bool,
  EvalPriority: int,
  ...writer,
});

export const planRequest = struct({
  Job: optional(job),
  Diff: bool,
  PolicyOverride: bool,
  ...writer,
});

export const revertRequest = struct({
  JobID: text,
  JobVersion: uint,
  EnforcePriorVersion: optional(uint),
  ConsulToken: text,
  VaultToken: text,
  ...writer,
  AuthToken: text,
});

/** Changes how many instances a group has. */
export const scaleRequest = struct({
  Count: optional(int),
  Target: map(text),
  Message: text,
  Error: bool,
  Meta: map(anything),
  PolicyOverride: bool,
  EnforceIndex: bool,
  JobModifyIndex: uint,
  ...writer,
  AuthToken: text,
});

/** Starts an instance of a job that waits for parameters. */
export const dispatchRequest = struct({
  JobID: text,
  Payload: bytes,
  Meta: map(text),
  IdPrefixTemplate: text,
  Priority: int,
  ...writer,
  AuthToken: text,
});

/** Gives a version of a job a name, or takes it away. */
export const tagRequest = struct({
  Version: uint,
  Latest: bool,
  Description: text,
  ...writer,
  AuthToken: text,
});

const volumeWriter = { PolicyOverride: bool, Region: text, Namespace: text, AuthToken: text };

export const hostVolumeRequest = struct({ Volume: optional(hostVolume), ...volumeWriter });

export const csiVolumesRequest = struct({
  Volumes: list(csiVolume),
  Timestamp: int,
  ...volumeWriter,
});

/** What Nomad answers about all versions of a job. */
export const jobVersions = struct({ Versions: list(job) });

/** A variable that Nomad keeps. */
export const variable = struct({ Items: map(text) });
