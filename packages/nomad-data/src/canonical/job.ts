import type { TreeObject } from "../json/tree.js";
import { changed, eachOf, objectAt, textOr, withDefaults, withFields } from "./fields.js";
import { canonicalGroup } from "./group.js";
import { canonicalAffinity, canonicalSpread } from "./placement.js";

/** What a job's place is when it names none. */
export interface JobPlace {
  readonly region: string;
  readonly namespace: string;
}

/**
 * COMPAT (Defaults to fill before evaluation): a job as Nomad completes it before policies look at it.
 * What Nomad's admission adds besides (implied constraints, Connect's tasks and ports, identities for
 * Consul and Vault) is not there; docs/compatibility/nomad.md says so.
 */
export function canonicalJob(job: TreeObject, { region, namespace }: JobPlace): TreeObject {
  const id = textOr(job, "ID", "");
  const type = textOr(job, "Type", "service");
  const named = withFields(job, {
    Name: textOr(job, "Name", id),
    Type: type,
    Namespace: textOr(job, "Namespace", namespace),
    // COMPAT: "global" stands for the region of the agent.
    Region: textOr(job, "Region", "global") === "global" ? region : job.Region,
  });
  const update = objectAt(job, "Update");
  return withDefaults(
    withFields(named, {
      NodePool: textOr(job, "NodePool", "default"),
      TaskGroups: eachOf(job, "TaskGroups", (group) => canonicalGroup(group, named)),
      Affinities: eachOf(job, "Affinities", canonicalAffinity),
      Spreads: eachOf(job, "Spreads", canonicalSpread),
      Periodic: changed(job, "Periodic", canonicalPeriodic),
      // COMPAT (Values): what else a job says of updates is found in its groups.
      Update:
        update && withFields({}, { Stagger: update.Stagger, MaxParallel: update.MaxParallel }),
    }),
    { Priority: 50, Datacenters: ["*"], AllAtOnce: false },
  );
}

function canonicalPeriodic(periodic: TreeObject): TreeObject {
  return withDefaults(periodic, { Enabled: true, SpecType: "cron", TimeZone: "UTC" });
}
