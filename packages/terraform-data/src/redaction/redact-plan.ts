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
 * planned values and prior state mark, sensitive outputs, and variables that the configuration
 * declares sensitive. All else is shared with the original.
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
    output_changes: () => replaceEach(root.entries("output_changes"), redactChange),
    planned_values: () =>
      redactValues(root.child("planned_values"), (address) => masks.get(address)?.after),
    prior_state: () =>
      replaceMember(root.child("prior_state"), "values", (values) =>
        redactValues(values, (address) => masks.get(address)?.before),
      ),
    configuration: () => redactConfiguration(root.child("configuration")),
  };
  let document: JsonObject = root.object;
  for (const [section, redact] of Object.entries(redactors))
    if (root.has(section)) document = { ...document, [section]: redact() };
  return { ...plan, root: JsonNode.root(document, "plan") };
}

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
  return root.children(section).map((entry) => replaceMember(entry, "change", redactChange));
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
