import type { ResourceOfState, StateSummary } from "../../../domain/evaluation/evaluator.js";
import { mapOf, whole } from "../schemas.js";

/** How many instances of each type there are. */
export const resourceCounts = mapOf(whole());

type Counts = Record<string, number>;

/** COMPAT (State Versions API, resources): as the samples write modules, types and providers. */
export function encodeResources(summary: StateSummary | null) {
  if (summary === null) return { resources: null, modules: null, providers: null };
  const { resources } = summary;
  return {
    resources: resources.map((each) => ({
      name: each.name,
      type: typeOf(each),
      count: each.count,
      module: moduleOf(each),
      provider: each.provider,
    })),
    modules: countedBy(resources, moduleOf),
    providers: countedBy(resources, ({ provider }) => provider),
  };
}

function countedBy(
  resources: readonly ResourceOfState[],
  key: (resource: ResourceOfState) => string,
): Record<string, Counts> {
  const groups = new Map<string, Map<string, number>>();
  for (const each of resources) {
    const counts = groups.get(key(each)) ?? new Map<string, number>();
    groups.set(key(each), counts);
    const type = typeOf(each).replaceAll("_", "-");
    counts.set(type, (counts.get(type) ?? 0) + each.count);
  }
  // From entries, so that a name such as "__proto__" is one like all others.
  return Object.fromEntries(
    [...groups].map(([name, counts]) => [name, Object.fromEntries(counts)]),
  );
}

function typeOf({ isManaged, type }: ResourceOfState): string {
  return isManaged ? type : `data.${type}`;
}

function moduleOf({ module }: ResourceOfState): string {
  return module === "" ? "root" : module;
}
