import { bool, bytes, list, map, optional, span, struct, text, time, uint } from "./shape.js";

// What Nomad keeps and policies may look at beside what is submitted.

/** The object `nomad_acl_token`. */
export const aclToken = struct({
  AccessorID: text,
  SecretID: text,
  Name: text,
  Type: text,
  Policies: list(text),
  Roles: list(struct({ ID: text, Name: text })),
  Global: bool,
  Hash: bytes,
  CreateTime: time,
  ExpirationTime: optional(time),
  ExpirationTTL: span,
  CreateIndex: uint,
  ModifyIndex: uint,
});

const choice = struct({ Default: text, Allowed: list(text), Denied: list(text) });

/** The object `namespace`. */
export const namespace = struct({
  Name: text,
  Description: text,
  Quota: text,
  Capabilities: optional(
    struct({
      EnabledTaskDrivers: list(text),
      DisabledTaskDrivers: list(text),
      EnabledNetworkModes: list(text),
      DisabledNetworkModes: list(text),
    }),
  ),
  NodePoolConfiguration: optional(choice),
  VaultConfiguration: optional(choice),
  ConsulConfiguration: optional(choice),
  Meta: map(text),
  Hash: bytes,
  CreateIndex: uint,
  ModifyIndex: uint,
});

/** The object `node`: what is most useful of it, and no secret. */
export const node = struct(
  {
    ID: text,
    Datacenter: text,
    Name: text,
    NodeClass: text,
    NodePool: text,
    HTTPAddr: text,
    Attributes: map(text),
    Meta: map(text),
    Links: map(text),
    Status: text,
    SchedulingEligibility: text,
    Drivers: map(struct({ Detected: bool, Healthy: bool })),
    HostVolumes: map(struct({ Name: text, Path: text, ReadOnly: bool })),
  },
  { class: "node_class" },
);

/** The object `node_pool`. */
export const nodePool = struct({
  Name: text,
  Description: text,
  Meta: map(text),
  SchedulerConfiguration: optional(
    struct({ SchedulerAlgorithm: text, MemoryOversubscriptionEnabled: optional(bool) }),
  ),
  NodeIdentityTTL: span,
  CreateIndex: uint,
  ModifyIndex: uint,
});
