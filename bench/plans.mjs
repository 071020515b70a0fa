// Large plans, made of the resources of the example's real one.

import { readFileSync } from "node:fs";

const root = new URL("..", import.meta.url);

export const examplePlan = readFileSync(new URL("examples/web-tier/plan.json", root));

/** A plan with as many resource changes as asked for, as `terraform show -json` would print it. */
export function planOf(resources) {
  const plan = JSON.parse(examplePlan.toString("utf8"));
  const originals = plan.resource_changes;
  plan.resource_changes = Array.from({ length: resources }, (_, index) => {
    const original = originals[index % originals.length];
    return { ...original, address: `${original.address}_${index}` };
  });
  // Terraform sorts the changes of a plan by what their addresses name.
  plan.resource_changes.sort((a, b) => (a.address < b.address ? -1 : 1));
  return Buffer.from(JSON.stringify(plan));
}

/** A plan of about so many bytes, every section of it grown alike. */
export function planOfBytes(bytes) {
  const plan = JSON.parse(examplePlan.toString("utf8"));
  const copies = Math.ceil(bytes / examplePlan.length);
  const repeat = (list) =>
    Array.from({ length: copies }, (_, copy) =>
      list.map((entry) => ({
        ...entry,
        name: `${entry.name}_${copy}`,
        address: entry.address.replace(/(?=\[|$)/, `_${copy}`),
      })),
    ).flat();
  plan.resource_changes = repeat(plan.resource_changes);
  const trees = [plan.planned_values.root_module, plan.configuration.root_module];
  if (plan.prior_state !== undefined) trees.push(plan.prior_state.values.root_module);
  for (const tree of trees) tree.resources = repeat(tree.resources);
  for (const module of plan.planned_values.root_module.child_modules ?? [])
    module.resources = repeat(module.resources);
  return Buffer.from(JSON.stringify(plan));
}

/** The resource changes that make a plan of about so many bytes. */
export function resourcesFor(bytes) {
  const few = planOf(1000).length;
  const more = planOf(2000).length;
  return Math.round((bytes * 1000) / (more - few));
}
