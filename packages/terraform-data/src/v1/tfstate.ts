import { anyType, fn, type Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { valueModules } from "../json/modules.js";
import { LazyMap } from "../lazy/lazy-map.js";
import { lazyObject, members } from "../lazy/lazy-members.js";
import { type FirstGeneration, firstGeneration } from "./first-generation.js";
import { type ModuleTree, moduleTreeOf } from "./module-tree.js";
import { byInstance, ofMode } from "./resources.js";

/**
 * The first-generation import `tfstate` (tfstate import reference), over the state document of a plan
 * or one of its own.
 *
 * COMPAT (tfstate, first generation): without a state every access is undefined.
 */
export function tfstateV1(state: () => JsonNode): FirstGeneration {
  const shown = firstGeneration(() => stateModules(state()), ["data", "path", "resources"], {
    terraform_version: () => state().string("terraform_version"),
    outputs: () => new LazyMap(state().child("values").entries("outputs"), output),
  });
  return {
    modules: () => (state().has("values") ? shown.modules() : new Map()),
    members: () => (state().has("values") ? shown.members() : noState),
  };
}

const noState = members({
  module: () => fn({ path: anyType }, anyType, (_, call) => call.undefined())("module"),
});

function stateModules(state: JsonNode): ModuleTree {
  const values = state.child("values");
  const modules = new Map(
    valueModules(values.child("root_module")).map(({ address, module }) => [address, module]),
  );
  return moduleTreeOf(modules.keys(), (address, path) => {
    const entries = (modules.get(address)?.children("resources") ?? []).filter(
      (entry) => !entry.has("deposed_key"),
    );
    const shown = (member: "resources" | "data") => () =>
      byInstance(ofMode(entries, member), instance);
    return members({ data: shown("data"), path: () => path, resources: shown("resources") });
  });
}

function instance(entry: JsonNode): Value {
  const values = entry.child("values");
  return lazyObject(
    members({
      attr: () => values.object,
      depends_on: () => entry.strings("depends_on"),
      id: () => values.value("id") ?? "",
      tainted: () => entry.boolean("tainted"),
    }),
  );
}

function output(entry: JsonNode): Value {
  const value = entry.value("value") ?? null;
  return { sensitive: entry.boolean("sensitive"), type: outputType(value), value };
}

/** COMPAT (tfstate, first generation): a map, a list, or else a string. */
function outputType(value: Value): string {
  if (Array.isArray(value)) return "list";
  return typeof value === "object" && value !== null ? "map" : "string";
}
