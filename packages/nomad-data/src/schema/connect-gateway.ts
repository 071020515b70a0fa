import {
  anything,
  bool,
  duration,
  int,
  list,
  map,
  optional,
  struct,
  text,
  uint32,
} from "./shape.js";

const gatewayTls = struct({
  Enabled: bool,
  TLSMinVersion: text,
  TLSMaxVersion: text,
  CipherSuites: list(text),
  SDS: optional(struct({ ClusterName: text, CertResource: text })),
});

const headerModifiers = struct({ Add: map(text), Set: map(text), Remove: list(text) });

const ingressService = struct({
  Name: text,
  Hosts: list(text),
  TLS: optional(gatewayTls),
  RequestHeaders: optional(headerModifiers),
  ResponseHeaders: optional(headerModifiers),
  MaxConnections: optional(uint32),
  MaxPendingRequests: optional(uint32),
  MaxConcurrentRequests: optional(uint32),
});

const linkedService = struct({
  Name: text,
  CAFile: text,
  CertFile: text,
  KeyFile: text,
  SNI: text,
});

/** A gateway of a service mesh. */
export const gateway = struct({
  Proxy: optional(
    struct({
      ConnectTimeout: optional(duration),
      EnvoyGatewayBindTaggedAddresses: bool,
      EnvoyGatewayBindAddresses: map(struct({ Name: text, Address: text, Port: int })),
      EnvoyGatewayNoDefaultBind: bool,
      EnvoyDNSDiscoveryType: text,
      Config: map(anything),
    }),
  ),
  Ingress: optional(
    struct({
      TLS: optional(gatewayTls),
      Listeners: list(struct({ Port: int, Protocol: text, Services: list(ingressService) })),
    }),
  ),
  Terminating: optional(struct({ Services: list(linkedService) })),
  Mesh: optional(struct({})),
});
