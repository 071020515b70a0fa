import { affinity, constraint } from "./placement.js";
import { bool, hidden, int, list, map, optional, struct, text, uint } from "./shape.js";

const port = struct({ Label: text, Value: int, To: int, HostNetwork: text, IgnoreCollision: bool });

export const network = struct(
  {
    Mode: text,
    Device: text,
    CIDR: text,
    IP: text,
    Hostname: text,
    MBits: int,
    DNS: optional(struct({ Servers: list(text), Searches: list(text), Options: list(text) })),
    ReservedPorts: list(port),
    DynamicPorts: list(port),
    CNI: optional(struct({ Args: map(text) })),
  },
  { mbits: "m_bits" },
);

export const resources = struct({
  CPU: int,
  Cores: int,
  MemoryMB: int,
  MemoryMaxMB: int,
  DiskMB: int,
  IOPS: int,
  Networks: list(network),
  Devices: list(
    struct({ Name: text, Count: uint, Constraints: list(constraint), Affinities: list(affinity) }),
  ),
  NUMA: optional(struct({ Affinity: text, Devices: list(text) })),
  SecretsMB: int,
});

export const logConfig = struct({
  MaxFiles: int,
  MaxFileSizeMB: int,
  Enabled: hidden(bool),
  Disabled: bool,
});
