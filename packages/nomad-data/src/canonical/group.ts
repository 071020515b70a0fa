import { isTreeObject, type Tree, type TreeObject, toObject } from "../json/tree.js";
import {
  changed,
  eachOf,
  HOUR,
  MINUTE,
  merged,
  objectAt,
  SECOND,
  textAt,
  textOr,
  withDefaults,
  withFields,
} from "./fields.js";
import { canonicalAffinity, canonicalSpread } from "./placement.js";
import { canonicalNetwork } from "./resources.js";
import { canonicalConsul, canonicalService } from "./service.js";
import { canonicalTask } from "./task.js";

const defaultUpdate = {
  Stagger: 30 * SECOND,
  MaxParallel: 1,
  HealthCheck: "checks",
  MinHealthyTime: 10 * SECOND,
  HealthyDeadline: 5 * MINUTE,
  ProgressDeadline: 10 * MINUTE,
  AutoRevert: false,
  AutoPromote: false,
  Canary: 0,
};

const defaultMigrate = {
  MaxParallel: 1,
  HealthCheck: "checks",
  MinHealthyTime: 10 * SECOND,
  HealthyDeadline: 5 * MINUTE,
};

const restartServices = {
  Attempts: 2,
  Interval: 30 * MINUTE,
  Delay: 15 * SECOND,
  Mode: "fail",
};

const restartBatches = { ...restartServices, Attempts: 3, Interval: 24 * HOUR };

const rescheduleServices = {
  Attempts: 0,
  Interval: 0,
  Delay: 30 * SECOND,
  DelayFunction: "exponential",
  MaxDelay: HOUR,
  Unlimited: true,
};

const rescheduleBatches = {
  Attempts: 1,
  Interval: 24 * HOUR,
  Delay: 5 * SECOND,
  DelayFunction: "constant",
  MaxDelay: 0,
  Unlimited: false,
};

type Defaults = Readonly<Record<string, Tree>>;

/** What groups have by default, by the type of their job; types not listed have no such policies. */
const defaultsByType: Readonly<
  Record<string, { readonly [Policy in "update" | "migrate" | "reschedule"]?: Defaults }>
> = {
  service: { update: defaultUpdate, migrate: defaultMigrate, reschedule: rescheduleServices },
  system: { update: defaultUpdate },
  batch: { reschedule: rescheduleBatches },
};

/** A group as Nomad completes it; its job has a name and a type already. */
export function canonicalGroup(group: TreeObject, job: TreeObject): TreeObject {
  const type = textAt(job, "Type");
  const { migrate, reschedule } = defaultsByType[type] ?? {};
  const scaling = objectAt(group, "Scaling");
  const count = group.Count ?? scaling?.Min ?? 1;
  const restart = /batch$/.test(type) ? restartBatches : restartServices;
  const completed = withFields(group, {
    Count: count,
    Update: canonicalUpdate(objectAt(group, "Update"), objectAt(job, "Update"), type),
    Migrate: completedPolicy(objectAt(job, "Migrate"), objectAt(group, "Migrate"), migrate),
    ReschedulePolicy: completedPolicy(
      objectAt(job, "Reschedule"),
      objectAt(group, "ReschedulePolicy"),
      reschedule,
    ),
    RestartPolicy: withDefaults(objectAt(group, "RestartPolicy"), restart),
    EphemeralDisk: withDefaults(objectAt(group, "EphemeralDisk"), { SizeMB: 300 }),
    Scaling: scaling && canonicalScaling(scaling, count),
    Disconnect: changed(group, "Disconnect", (disconnect) =>
      withDefaults(disconnect, { Replace: true, Reconcile: "best-score" }),
    ),
    Affinities: eachOf(group, "Affinities", canonicalAffinity),
    Spreads: eachOf(group, "Spreads", canonicalSpread),
    Networks: eachOf(group, "Networks", canonicalNetwork),
    Consul: changed(group, "Consul", (consul) =>
      canonicalConsul(
        withFields(consul, {
          Namespace: textOr(consul, "Namespace", textAt(job, "ConsulNamespace")),
        }),
      ),
    ),
    Volumes: changed(group, "Volumes", knownVolumes),
  });
  const owner = `${textAt(job, "Name")}-${textAt(group, "Name")}`;
  return withFields(completed, {
    Services: eachOf(group, "Services", (service) => canonicalService(service, owner)),
    Tasks: eachOf(group, "Tasks", (task) => canonicalTask(task, completed, owner)),
  });
}

/** COMPAT: the job's over the defaults, the group's over both; batches have one only if they say so. */
function canonicalUpdate(
  own: TreeObject | undefined,
  ofJob: TreeObject | undefined,
  type: string,
): TreeObject | undefined {
  const given = merged(ofJob, own);
  const defaults = defaultsByType[type]?.update;
  return given === undefined && defaults === undefined
    ? undefined
    : withDefaults(given, defaultUpdate);
}

function completedPolicy(
  ofJob: TreeObject | undefined,
  own: TreeObject | undefined,
  defaults: Defaults | undefined,
): TreeObject | undefined {
  const given = merged(ofJob, own);
  return defaults === undefined ? given : withDefaults(given, defaults);
}

/** A scaling policy as Nomad completes it; `count` is the group's. */
function canonicalScaling(scaling: TreeObject, count: Tree): TreeObject {
  return withFields(withDefaults(scaling, { Enabled: true, Min: count }), {
    Type: textOr(scaling, "Type", "horizontal"),
  });
}

/** COMPAT: requests for volumes of other types are dropped. */
function knownVolumes(volumes: TreeObject): TreeObject {
  return toObject(
    Object.entries(volumes).filter(
      ([, volume]) => isTreeObject(volume) && /^(?:host|csi)$/.test(textAt(volume, "Type")),
    ),
  );
}
