import type { Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { lazyObject, type Members, members } from "../lazy/lazy-members.js";
import { NamespaceValue } from "../lazy/namespace-value.js";
import type { Plan } from "../plan.js";
import type { ProviderSchemas } from "../provider-schemas.js";
import { attributeDiff } from "./attribute-diff.js";
import { type FirstGeneration, firstGeneration } from "./first-generation.js";
import { moduleTreeOf } from "./module-tree.js";
import { primitiveText } from "./primitive-text.js";
import { byInstance, groupBy, ofMode } from "./resources.js";

/**
 * The first-generation import `tfplan` (tfplan import reference). `config` and `state` show the other
 * two imports of that generation.
 */
export function tfplanV1(
  { root, terraformVersion }: Plan,
  schemas: ProviderSchemas | undefined,
  config: () => Members,
  state: () => Members,
): FirstGeneration {
  return firstGeneration(() => planModules(root, schemas), ["data", "path", "resources"], {
    terraform_version: () => terraformVersion,
    variables: () => variables(root),
    config: () => new NamespaceValue(config(), ["module"]),
    state: () => new NamespaceValue(state(), ["module"]),
  });
}

/** Objects that are left over from a replacement have no place here. */
function planModules(root: JsonNode, schemas: ProviderSchemas | undefined) {
  const current = root.children("resource_changes").filter((entry) => !entry.has("deposed"));
  const byModule = groupBy(current, (entry) => entry.string("module_address"));
  return moduleTreeOf([...byModule.keys()], (address, path) => {
    const entries = byModule.get(address) ?? [];
    const shown = (member: "resources" | "data") => () =>
      byInstance(ofMode(entries, member), (entry) => instance(entry, member === "data", schemas));
    return members({ data: shown("data"), path: () => path, resources: shown("resources") });
  });
}

/** COMPAT (tfplan, first generation): what is only deleted has no `applied`. */
function instance(entry: JsonNode, isData: boolean, schemas: ProviderSchemas | undefined): Value {
  const change = entry.child("change");
  const actions = change.strings("actions");
  const destroy = actions.includes("delete");
  return lazyObject(
    members({
      ...(change.has("after") ? { applied: () => change.value("after") ?? {} } : {}),
      diff: () => attributeDiff(entry, schemas),
      ...(isData
        ? {}
        : {
            destroy: () => destroy,
            requires_new: () => destroy && actions.includes("create"),
          }),
    }),
  );
}

/** COMPAT (tfplan, first generation): numbers and bools are texts, but not those within collections. */
function variables(root: JsonNode): Value {
  const entries = [...root.entries("variables")].map(([name, variable]): [string, Value] => {
    const value = variable.value("value") ?? null;
    return [name, primitiveText(value) ?? value];
  });
  return Object.fromEntries(entries);
}
