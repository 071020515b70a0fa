import { network } from "./resources.js";
import {
  bool,
  bytes,
  int,
  list,
  map,
  optional,
  span,
  struct,
  text,
  time,
  uint,
  uint16,
} from "./shape.js";

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

/** What a node has. */
const nodeResources = struct({
  Cpu: struct({ CpuShares: int, TotalCpuCores: uint16, ReservableCpuCores: list(uint16) }),
  Memory: struct({ MemoryMB: int }),
  Disk: struct({ DiskMB: int }),
  Networks: list(network),
  Devices: list(
    struct({
      Vendor: text,
      Type: text,
      Name: text,
      Instances: list(struct({ ID: text, Healthy: bool, HealthDescription: text })),
    }),
  ),
  MinDynamicPort: int,
  MaxDynamicPort: int,
});

/** What of it is not for jobs. */
const reservedResources = struct({
  Cpu: struct({ CpuShares: uint }),
  Memory: struct({ MemoryMB: uint }),
  Disk: struct({ DiskMB: uint }),
  Networks: struct({ ReservedHostPorts: text }),
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
    NodeResources: optional(nodeResources),
    ReservedResources: optional(reservedResources),
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
