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
  return Buffer.from(JSON.stringify(plan));
}

/** The resource changes that make a plan of about so many bytes. */
export function resourcesFor(bytes) {
  const few = planOf(1000).length;
  const more = planOf(2000).length;
  return Math.round((bytes * 1000) / (more - few));
}
