import type { TreeObject } from "../json/tree.js";
import {
  changed,
  eachOf,
  merged,
  objectAt,
  SECOND,
  textOr,
  withDefaults,
  withFields,
} from "./fields.js";
import { canonicalLogConfig, canonicalResources } from "./resources.js";

export function canonicalConsul(consul: TreeObject): TreeObject {
  return withFields(consul, { Cluster: textOr(consul, "Cluster", "default") });
}

/** A service as Nomad completes it; `owner` names one that has no name: job, group and task. */
export function canonicalService(service: TreeObject, owner: string): TreeObject {
  const onUpdate = textOr(service, "OnUpdate", "require_healthy");
  const restart = objectAt(service, "CheckRestart");
  return withFields(service, {
    Name: textOr(service, "Name", owner),
    AddressMode: textOr(service, "AddressMode", "auto"),
    OnUpdate: onUpdate,
    Provider: textOr(service, "Provider", "consul"),
    Cluster: textOr(service, "Cluster", "default"),
    Checks: eachOf(service, "Checks", (check) => {
      const ofCheck = merged(restart, objectAt(check, "CheckRestart"));
      return withFields(check, {
        CheckRestart: ofCheck && withDefaults(ofCheck, { Grace: SECOND }),
        OnUpdate: textOr(check, "OnUpdate", onUpdate),
      });
    }),
    Connect: changed(service, "Connect", canonicalConnect),
  });
}

function canonicalConnect(connect: TreeObject): TreeObject {
  return withFields(connect, {
    SidecarTask: changed(connect, "SidecarTask", (task) =>
      withFields(withDefaults(task, { KillTimeout: 5 * SECOND, ShutdownDelay: 0 }), {
        Resources: canonicalResources(objectAt(task, "Resources")),
        LogConfig: canonicalLogConfig(objectAt(task, "LogConfig")),
      }),
    ),
  });
}
