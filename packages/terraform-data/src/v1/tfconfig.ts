import { unknown, type Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { configurationModules } from "../json/modules.js";
import { LazyMap } from "../lazy/lazy-map.js";
import { lazyObject, type Members, members } from "../lazy/lazy-members.js";
import type { Plan } from "../plan.js";
import { splitExpression, splitExpressions } from "./expressions.js";
import { type FirstGeneration, firstGeneration } from "./first-generation.js";
import { type ModuleTree, moduleTreeOf } from "./module-tree.js";
import { byTypeAndName, groupBy, ofMode } from "./resources.js";

const moduleMembers = ["data", "modules", "outputs", "providers", "resources", "variables"];

/** The first-generation import `tfconfig` (tfconfig import reference). */
export function tfconfigV1({ root }: Plan): FirstGeneration {
  return firstGeneration(() => moduleTree(root.child("configuration")), moduleMembers, {});
}

function moduleTree(configuration: JsonNode): ModuleTree {
  const modules = new Map(
    configurationModules(configuration).map(({ address, module }) => [address, module]),
  );
  return moduleTreeOf(modules.keys(), (address) => {
    const module = modules.get(address) ?? configuration.child("root_module");
    return moduleNamespace(module, () => providers(configuration, address));
  });
}

function moduleNamespace(module: JsonNode, providersOfModule: () => Value): Members {
  const resources = (member: "resources" | "data") => () =>
    byTypeAndName(ofMode(module.children("resources"), member), resource);
  return members({
    data: resources("data"),
    modules: () => new LazyMap(module.entries("module_calls"), moduleCall),
    outputs: () => new LazyMap(module.entries("outputs"), output),
    providers: providersOfModule,
    resources: resources("resources"),
    variables: () => new LazyMap(module.entries("variables"), variable),
  });
}

function resource(node: JsonNode): Value {
  const provisioners = node.children("provisioners").map((provisioner) => ({
    type: provisioner.string("type"),
    ...splitExpressions(provisioner, "expressions"),
  }));
  return {
    ...splitExpressions(node, "expressions"),
    provisioners: provisioners.length === 0 ? null : provisioners,
  };
}

function moduleCall(node: JsonNode): Value {
  return {
    source: node.string("source"),
    version: node.string("version_constraint"),
    ...splitExpressions(node, "expressions"),
  };
}

/** COMPAT (tfconfig, first generation): a value that is no constant is undefined. */
function output(node: JsonNode): Value {
  const { constant, references } = splitExpression(node.value("expression") ?? {});
  return {
    value: constant === undefined ? unknown : constant,
    references,
    description: node.string("description"),
    sensitive: node.boolean("sensitive"),
    depends_on: node.strings("depends_on"),
  };
}

function variable(node: JsonNode): Value {
  return { default: node.value("default") ?? null, description: node.string("description") };
}

/** The providers of one module: the default one of each name, with all of that name below `alias`. */
function providers(configuration: JsonNode, moduleAddress: string): Value {
  const entries = [...configuration.entries("provider_config").values()].filter(
    (entry) => entry.string("module_address") === moduleAddress,
  );
  const byName = groupBy(entries, (entry) => entry.string("name"));
  return new LazyMap(byName, (ofName) => {
    const byAlias = new Map(ofName.map((entry) => [entry.string("alias"), entry]));
    const standard = byAlias.get("");
    return lazyObject(
      members({
        ...(standard === undefined
          ? noProvider
          : Object.fromEntries(
              Object.entries(provider(standard)).map(([key, value]) => [key, () => value]),
            )),
        // COMPAT (observed in mocks): the default provider has the alias "".
        alias: () => new LazyMap(byAlias, provider),
      }),
    );
  });
}

const noProvider = { config: () => ({}), references: () => ({}), version: () => "" };

function provider(entry: JsonNode): { readonly [key: string]: Value } {
  return {
    ...splitExpressions(entry, "expressions"),
    version: entry.string("version_constraint"),
  };
}
