import type { Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import type { JsonObject } from "../json/json-object.js";
import { MAX_MODULE_DEPTH } from "../json/modules.js";
import { applyMask, REDACTED } from "./mask.js";
import { replaceEach, replaceMember } from "./replace.js";

/**
 * Planned values or those of a state, redacted: sensitive outputs, what a resource marks itself, and
 * what the mask of the same address marks.
 */
export function redactValues(
  values: JsonNode,
  maskOf: (address: string) => Value | undefined,
): JsonObject {
  let redacted = values.object;
  if (values.has("outputs"))
    redacted = { ...redacted, outputs: replaceEach(values.entries("outputs"), redactOutput) };
  if (values.has("root_module"))
    redacted = { ...redacted, root_module: redactModule(values.child("root_module"), maskOf, 0) };
  return redacted;
}

function redactOutput(output: JsonNode): JsonObject {
  if (!output.boolean("sensitive") || output.value("value") === undefined) return output.object;
  return { ...output.object, value: REDACTED };
}

function redactModule(
  module: JsonNode,
  maskOf: (address: string) => Value | undefined,
  depth: number,
): JsonObject {
  if (depth > MAX_MODULE_DEPTH)
    module.failHere(`nests modules more than ${MAX_MODULE_DEPTH} levels deep`);
  let redacted = module.object;
  if (module.has("resources")) {
    const resources = module.children("resources").map((each) => redactResource(each, maskOf));
    redacted = { ...redacted, resources };
  }
  if (module.has("child_modules")) {
    const children = module
      .children("child_modules")
      .map((child) => redactModule(child, maskOf, depth + 1));
    redacted = { ...redacted, child_modules: children };
  }
  return redacted;
}

function redactResource(
  resource: JsonNode,
  maskOf: (address: string) => Value | undefined,
): JsonObject {
  const ofChange = resource.has("deposed_key") ? undefined : maskOf(resource.string("address"));
  return replaceMember(resource, "values", (values) =>
    applyMask(applyMask(values.object, resource.value("sensitive_values")), ofChange),
  );
}
