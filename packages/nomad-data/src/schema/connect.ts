import { gateway } from "./connect-gateway.js";
import { identity } from "./identity.js";
import { logConfig, resources } from "./resources.js";
import {
  anything,
  bool,
  duration,
  hidden,
  int,
  list,
  map,
  optional,
  struct,
  text,
  uint16,
} from "./shape.js";
import { volumeMount } from "./volume-mount.js";

const meshGateway = struct({ Mode: text });

const upstream = struct({
  DestinationName: text,
  DestinationNamespace: text,
  DestinationPartition: text,
  DestinationPeer: text,
  DestinationType: text,
  LocalBindPort: int,
  Datacenter: text,
  LocalBindAddress: text,
  LocalBindSocketPath: text,
  LocalBindSocketMode: text,
  MeshGateway: meshGateway,
  Config: map(anything),
});

const exposePath = struct({ Path: text, Protocol: text, LocalPathPort: int, ListenerPort: text });
const expose = struct({ Paths: list(exposePath), Path: hidden(list(exposePath)) });

const transparentProxy = struct(
  {
    UID: text,
    OutboundPort: uint16,
    ExcludeInboundPorts: list(text),
    ExcludeOutboundPorts: list(uint16),
    ExcludeOutboundCIDRs: list(text),
    ExcludeUIDs: list(text),
    NoDNS: bool,
  },
  { exclude_outbound_cidrs: "exclude_outbound_cid_rs", exclude_uids: "exclude_ui_ds" },
);

const proxy = struct({
  LocalServiceAddress: text,
  LocalServicePort: int,
  Upstreams: list(upstream),
  Expose: optional(expose),
  ExposeConfig: hidden(optional(expose)),
  TransparentProxy: optional(transparentProxy),
  Config: map(anything),
});

const sidecarTask = struct({
  Name: text,
  Driver: text,
  User: text,
  Config: map(anything),
  Env: map(text),
  Resources: optional(resources),
  Meta: map(text),
  KillTimeout: optional(duration),
  LogConfig: optional(logConfig),
  ShutdownDelay: optional(duration),
  KillSignal: text,
  VolumeMounts: list(volumeMount),
  Identities: list(identity),
});

export const connect = struct({
  Native: bool,
  SidecarService: optional(
    struct({
      Tags: list(text),
      Port: text,
      Proxy: optional(proxy),
      DisableDefaultTCPCheck: bool,
      Meta: map(text),
    }),
  ),
  SidecarTask: optional(sidecarTask),
  Gateway: optional(gateway),
});
