import { group } from "./group.js";
import { affinity, constraint, spread } from "./placement.js";
import { migrate, reschedulePolicy, update } from "./policies-of-work.js";
import {
  bool,
  bytes,
  hidden,
  int,
  list,
  map,
  optional,
  stored,
  struct,
  text,
  uint,
} from "./shape.js";

const multiregion = struct({
  Strategy: optional(struct({ MaxParallel: int, OnFailure: text })),
  Regions: list(
    struct({ Name: text, Count: int, Datacenters: list(text), NodePool: text, Meta: map(text) }),
  ),
});

const periodic = struct({
  Enabled: bool,
  Spec: text,
  Specs: list(text),
  SpecType: text,
  ProhibitOverlap: bool,
  TimeZone: text,
});

/** The object `job` (Objects given to policies, Fields). */
export const job = struct({
  Stop: bool,
  Region: text,
  Namespace: text,
  ID: text,
  ParentID: stored(text),
  Name: text,
  Type: text,
  Priority: int,
  AllAtOnce: bool,
  Datacenters: list(text),
  NodePool: text,
  Constraints: list(constraint),
  Affinities: list(affinity),
  Spreads: list(spread),
  TaskGroups: list(group),
  Update: update,
  Multiregion: optional(multiregion),
  Periodic: optional(periodic),
  ParameterizedJob: optional(
    struct({ Payload: text, MetaRequired: list(text), MetaOptional: list(text) }),
  ),
  Reschedule: hidden(optional(reschedulePolicy)),
  Migrate: hidden(optional(migrate)),
  Dispatched: stored(bool),
  DispatchIdempotencyToken: text,
  Payload: bytes,
  Meta: map(text),
  ConsulToken: text,
  ConsulNamespace: text,
  VaultToken: text,
  VaultNamespace: text,
  NomadTokenID: text,
  Status: stored(text),
  StatusDescription: stored(text),
  Stable: stored(bool),
  Version: uint,
  SubmitTime: stored(int),
  CreateIndex: stored(uint),
  ModifyIndex: stored(uint),
  JobModifyIndex: stored(uint),
  UI: optional(struct({ Description: text, Links: list(struct({ Label: text, URL: text })) })),
  VersionTag: optional(struct({ Name: text, Description: text, TaggedTime: int })),
});
