// The policies that are measured: those of the examples, as a policy library author wrote them.

import { fileURLToPath } from "node:url";
import { loadPolicySet, ProgramCache } from "@portcullis/runner";

const root = new URL("..", import.meta.url);

export const examplePolicies = loadPolicySet(
  fileURLToPath(new URL("examples/policies", root)),
  new ProgramCache(),
);

/** A set of just one of the policies. */
export function onlyPolicy(name) {
  const policies = examplePolicies.policies.filter((policy) => policy.name === name);
  if (policies.length === 0) throw new Error(`no example policy "${name}"`);
  return { ...examplePolicies, policies };
}
