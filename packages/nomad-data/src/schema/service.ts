import { connect } from "./connect.js";
import { identity } from "./identity.js";
import { bool, duration, hidden, int, list, map, optional, stored, struct, text } from "./shape.js";

export const consul = struct({ Namespace: text, Cluster: text, Partition: text });

const checkRestart = struct({ Limit: int, Grace: duration, IgnoreWarnings: bool });

const check = struct({
  Name: text,
  Type: text,
  Command: text,
  Args: list(text),
  Path: text,
  Protocol: text,
  PortLabel: text,
  Expose: bool,
  AddressMode: text,
  Advertise: hidden(text),
  Interval: duration,
  Timeout: duration,
  InitialStatus: text,
  Notes: text,
  TLSServerName: text,
  TLSSkipVerify: bool,
  Method: text,
  Header: map(list(text)),
  CheckRestart: optional(checkRestart),
  GRPCService: text,
  GRPCUseTLS: bool,
  TaskName: text,
  SuccessBeforePassing: int,
  FailuresBeforeCritical: int,
  FailuresBeforeWarning: int,
  Body: text,
  OnUpdate: text,
});

/** An element of `services` of a group or a task. */
export const service = struct({
  Name: text,
  TaskName: text,
  PortLabel: text,
  AddressMode: text,
  Address: text,
  EnableTagOverride: bool,
  Tags: list(text),
  CanaryTags: list(text),
  Checks: list(check),
  CheckRestart: hidden(optional(checkRestart)),
  Connect: optional(connect),
  Meta: map(text),
  CanaryMeta: map(text),
  Weights: optional(struct({ Passing: int, Warning: int })),
  TaggedAddresses: map(text),
  Namespace: stored(text),
  OnUpdate: text,
  Provider: text,
  Cluster: text,
  Identity: optional(identity),
  Kind: text,
});
