import type { Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import type { JsonObject } from "../json/json-object.js";
import { MAX_MODULE_DEPTH } from "../json/modules.js";
import { REDACTED } from "./mask.js";
import { replaceEach, replaceMember } from "./replace.js";

/** A configuration without the defaults of its sensitive variables. */
export function redactConfiguration(configuration: JsonNode): JsonObject {
  return replaceMember(configuration, "root_module", (module) => redactModule(module, 0));
}

function redactModule(module: JsonNode, depth: number): JsonObject {
  if (depth > MAX_MODULE_DEPTH)
    module.failHere(`nests modules more than ${MAX_MODULE_DEPTH} levels deep`);
  let redacted = module.object;
  if (module.has("variables"))
    redacted = { ...redacted, variables: replaceEach(module.entries("variables"), redactVariable) };
  if (module.has("module_calls")) {
    const redactCall = (call: JsonNode): Value =>
      replaceMember(call, "module", (called) => redactModule(called, depth + 1));
    redacted = {
      ...redacted,
      module_calls: replaceEach(module.entries("module_calls"), redactCall),
    };
  }
  return redacted;
}

function redactVariable(variable: JsonNode): JsonObject {
  if (!variable.boolean("sensitive") || variable.value("default") === undefined)
    return variable.object;
  return { ...variable.object, default: REDACTED };
}
