import type { Value } from "@portcullis/language";
import { JsonNode } from "../json/json-node.js";
import type { JsonObject } from "../json/json-object.js";
import type { Plan } from "../plan.js";
import { applyMask, REDACTED } from "./mask.js";
import { redactConfiguration } from "./redact-configuration.js";
import { redactValues } from "./redact-values.js";
import { replaceEach, replaceMember } from "./replace.js";

/**
 * A plan in which sensitive values are replaced by `REDACTED_SENSITIVE`: what the masks of changes,
 * planned values, prior state and actions mark, sensitive outputs, and variables that the configuration
 * declares sensitive. All else is shared with the original.
 *
 * INVARIANT: a section that is not known here is left out, as nobody can tell what is sensitive in it.
 *
 * COMPAT (terraform-json, sanitize): constants written into the configuration stay. Beyond it, drift
 * and resources without a change are redacted by masks of their own, and so are the defaults of
 * sensitive variables.
 */
export function redactPlan(plan: Plan): Plan {
  const { root } = plan;
  const masks = changeMasks(root);
  const redactors: Record<string, () => Value> = {
    variables: () => redactVariables(root),
    resource_changes: () => redactChanges(root, "resource_changes"),
    resource_drift: () => redactChanges(root, "resource_drift"),
    deferred_changes: () =>
      redactEach(root, "deferred_changes", (deferred) =>
        replaceMember(deferred, "resource_change", redactResourceChange),
      ),
    action_invocations: () => redactEach(root, "action_invocations", redactInvocation),
    deferred_action_invocations: () =>
      redactEach(root, "deferred_action_invocations", (deferred) =>
        replaceMember(deferred, "action_invocation", redactInvocation),
      ),
    output_changes: () => replaceEach(root.entries("output_changes"), redactChange),
    planned_values: () =>
      redactValues(root.child("planned_values"), (address) => masks.get(address)?.after),
    prior_state: () =>
      replaceMember(root.child("prior_state"), "values", (values) =>
        redactValues(values, (address) => masks.get(address)?.before),
      ),
    configuration: () => redactConfiguration(root.child("configuration")),
  };
  const document = Object.keys(root.object).flatMap((section): [string, Value][] => {
    const redact = Object.hasOwn(redactors, section) ? redactors[section] : undefined;
    if (redact !== undefined) return [[section, root.has(section) ? redact() : null]];
    return PLAIN_SECTIONS.has(section) ? [[section, root.value(section) ?? null]] : [];
  });
  return { ...plan, root: JsonNode.root(Object.fromEntries(document), "plan") };
}

/** Sections without values of resources, variables or outputs. */
const PLAIN_SECTIONS: ReadonlySet<string> = new Set([
  "format_version",
  "terraform_version",
  "relevant_attributes",
  "checks",
  "timestamp",
  "applyable",
  "complete",
  "errored",
]);

interface Masks {
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** The masks of the changes of current objects, by address. */
function changeMasks(root: JsonNode): Map<string, Masks> {
  const current = root.children("resource_changes").filter((entry) => !entry.has("deposed"));
  return new Map(
    current.map((entry) => {
      const change = entry.child("change");
      const before = change.value("before_sensitive");
      return [entry.string("address"), { before, after: change.value("after_sensitive") }];
    }),
  );
}

function redactChanges(root: JsonNode, section: string): Value {
  return redactEach(root, section, redactResourceChange);
}

function redactEach(root: JsonNode, section: string, redact: (entry: JsonNode) => Value): Value {
  return root.children(section).map(redact);
}

function redactResourceChange(entry: JsonNode): JsonObject {
  return replaceMember(entry, "change", redactChange);
}

/** COMPAT (Terraform, JSON output of plans): what an action is told, with a mask beside it. */
function redactInvocation(invocation: JsonNode): JsonObject {
  return replaceMember(invocation, "config_values", (values) =>
    applyMask(values.object, invocation.value("config_sensitive")),
  );
}

function redactChange(change: JsonNode): JsonObject {
  let redacted = change.object;
  for (const side of ["before", "after"]) {
    const value = change.value(side);
    if (value !== undefined)
      redacted = { ...redacted, [side]: applyMask(value, change.value(`${side}_sensitive`)) };
  }
  return redacted;
}

function redactVariables(root: JsonNode): Value {
  const declared = root.child("configuration").child("root_module").entries("variables");
  const entries = [...root.entries("variables")].map(([name, variable]): [string, Value] => [
    name,
    declared.get(name)?.boolean("sensitive") === true && variable.value("value") !== undefined
      ? { ...variable.object, value: REDACTED }
      : variable.object,
  ]);
  return Object.fromEntries(entries);
}
