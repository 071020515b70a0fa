import { mountOptions } from "./mount-options.js";
import { affinity, constraint, spread } from "./placement.js";
import {
  migrate,
  reschedulePolicy,
  restartPolicy,
  scalingPolicy,
  update,
} from "./policies-of-work.js";
import { network } from "./resources.js";
import { consul, service } from "./service.js";
import { bool, duration, int, list, map, optional, struct, text } from "./shape.js";
import { task } from "./task.js";

const volumeRequest = struct({
  Name: text,
  Type: text,
  Source: text,
  ReadOnly: bool,
  Sticky: bool,
  AccessMode: text,
  AttachmentMode: text,
  MountOptions: optional(mountOptions),
  PerAlloc: bool,
});

/** An element of `job.task_groups`. */
export const group = struct({
  Name: text,
  Count: int,
  Update: optional(update),
  Migrate: optional(migrate),
  Constraints: list(constraint),
  Affinities: list(affinity),
  Spreads: list(spread),
  Scaling: optional(scalingPolicy),
  RestartPolicy: optional(restartPolicy),
  ReschedulePolicy: optional(reschedulePolicy),
  Disconnect: optional(
    struct({
      LostAfter: duration,
      StopOnClientAfter: optional(duration),
      Replace: optional(bool),
      Reconcile: text,
    }),
  ),
  Tasks: list(task),
  EphemeralDisk: struct({ Sticky: bool, SizeMB: int, Migrate: bool }),
  Meta: map(text),
  Networks: list(network),
  Consul: optional(consul),
  Services: list(service),
  Volumes: map(volumeRequest),
  ShutdownDelay: optional(duration),
  MaxRunDuration: optional(duration),
  StopAfterClientDisconnect: optional(duration),
  MaxClientDisconnect: optional(duration),
  PreventRescheduleOnLost: bool,
});
