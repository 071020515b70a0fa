import { job } from "./job.js";
import { bool, int, list, map, optional, struct, text, uint } from "./shape.js";
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
