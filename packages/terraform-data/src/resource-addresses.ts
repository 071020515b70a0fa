import type { Plan } from "./plan.js";

/** The addresses of all resources that a plan is about. Throws `MalformedDocument`. */
export function resourceAddresses({ root }: Plan): Set<string> {
  return new Set(root.children("resource_changes").map((change) => change.string("address")));
}
