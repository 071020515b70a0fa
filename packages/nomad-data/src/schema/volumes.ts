import { mountOptions } from "./mount-options.js";
import { constraint } from "./placement.js";
import { bool, int, list, map, optional, stored, struct, text, uint } from "./shape.js";

const capability = struct({ AttachmentMode: text, AccessMode: text });

/** The object `volume` of a dynamic host volume. */
export const hostVolume = struct({
  Namespace: text,
  ID: text,
  Name: text,
  PluginID: text,
  NodePool: text,
  NodeID: text,
  Constraints: list(constraint),
  RequestedCapacityMinBytes: int,
  RequestedCapacityMaxBytes: int,
  CapacityBytes: int,
  RequestedCapabilities: list(capability),
  Parameters: map(text),
  HostPath: text,
  State: stored(text),
  CreateIndex: stored(uint),
  CreateTime: stored(int),
  ModifyIndex: stored(uint),
  ModifyTime: stored(int),
});

const topology = struct({ Segments: map(text) });

/** The object `volume` of a CSI volume. */
export const csiVolume = struct({
  ID: text,
  Name: text,
  ExternalID: text,
  Namespace: text,
  RequestedTopologies: optional(struct({ Required: list(topology), Preferred: list(topology) })),
  Topologies: list(topology),
  AccessMode: text,
  AttachmentMode: text,
  MountOptions: optional(mountOptions),
  Secrets: map(text),
  Parameters: map(text),
  Context: map(text),
  Capacity: int,
  RequestedCapacityMin: int,
  RequestedCapacityMax: int,
  RequestedCapabilities: list(capability),
  CloneID: text,
  SnapshotID: text,
  Schedulable: stored(bool),
  PluginID: text,
  Provider: text,
  ProviderVersion: text,
  ControllerRequired: stored(bool),
  ControllersHealthy: stored(int),
  ControllersExpected: stored(int),
  NodesHealthy: stored(int),
  NodesExpected: stored(int),
  CreateIndex: stored(uint),
  ModifyIndex: stored(uint),
  CreateTime: stored(int),
  ModifyTime: stored(int),
});
