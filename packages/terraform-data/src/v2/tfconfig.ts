import { fn, stringType, type Value } from "@portcullis/language";
import { stripIndex } from "../addresses/split-address.js";
import type { JsonNode } from "../json/json-node.js";
import { configurationModules, inModule, type PlacedModule } from "../json/modules.js";
import { LazyMap } from "../lazy/lazy-map.js";
import { type Members, members } from "../lazy/lazy-members.js";
import type { Plan } from "../plan.js";

/** An object of the configuration, and the address of the module that holds it. */
interface Placed {
  readonly node: JsonNode;
  readonly name: string;
  readonly moduleAddress: string;
}

/**
 * The import `tfconfig/v2` (tfconfig/v2 import reference): the module tree of a plan's configuration,
 * flattened to six maps. Expressions are shown as they are.
 */
export function tfconfigV2({ root }: Plan): Members {
  const configuration = () => root.child("configuration");
  let walked: readonly PlacedModule[] | undefined;
  const modules = (): readonly PlacedModule[] => {
    walked ??= configurationModules(configuration());
    return walked;
  };
  return members({
    providers: () => new LazyMap(configuration().entries("provider_config"), provider),
    resources: () => new LazyMap(byAddress(modules()), resource),
    provisioners: () => provisioners(byAddress(modules())),
    variables: () => named(modules(), "variables", variable),
    outputs: () => named(modules(), "outputs", output),
    module_calls: () => named(modules(), "module_calls", moduleCall),
    strip_index: () =>
      fn({ address: stringType }, stringType, ({ address }, call) => {
        call.chargeText(address.length);
        return stripIndex(address);
      })("strip_index"),
  });
}

function named(
  modules: readonly PlacedModule[],
  section: string,
  make: (placed: Placed) => Value,
): Value {
  const entries = modules.flatMap(({ address: moduleAddress, module }) =>
    [...module.entries(section)].map(([name, node]): [string, Placed] => [
      inModule(moduleAddress, name, ":"),
      { node, name, moduleAddress },
    ]),
  );
  return new LazyMap(new Map(entries), make);
}

function byAddress(modules: readonly PlacedModule[]): Map<string, Placed> {
  const entries = modules.flatMap(({ address: moduleAddress, module }) =>
    module.children("resources").map((node): [string, Placed] => {
      const name = inModule(moduleAddress, node.requiredString("address"));
      return [name, { node, name, moduleAddress }];
    }),
  );
  return new Map(entries);
}

function provisioners(resources: ReadonlyMap<string, Placed>): Value {
  const entries = [...resources.values()].flatMap((placed) =>
    provisionersOf(placed).map((element, index): [string, Value] => [
      `${placed.name}:${index}`,
      element,
    ]),
  );
  return new LazyMap(new Map(entries), (element) => element);
}

// COMPAT (tfconfig/v2): each element has exactly these keys; what the JSON calls otherwise is renamed,
// what it lacks has a zero value.

function provider(node: JsonNode, key: unknown): Value {
  return {
    provider_config_key: String(key),
    name: node.string("name"),
    full_name: node.string("full_name"),
    alias: node.string("alias"),
    module_address: node.string("module_address"),
    config: node.value("expressions") ?? {},
    version_constraint: node.string("version_constraint"),
  };
}

function resource(placed: Placed): Value {
  const { node, name, moduleAddress } = placed;
  return {
    address: name,
    module_address: moduleAddress,
    mode: node.string("mode"),
    type: node.string("type"),
    name: node.string("name"),
    provider_config_key: providerConfigKey(node.string("provider_config_key"), moduleAddress),
    provisioners: provisionersOf(placed),
    config: node.value("expressions") ?? {},
    count: node.value("count_expression") ?? {},
    for_each: node.value("for_each_expression") ?? {},
    depends_on: node.strings("depends_on"),
  };
}

/**
 * COMPAT (observed in mocks): put together from the module and the provider's own name, whatever
 * prefix Terraform gave it, so that it need not be a key of `providers`.
 */
function providerConfigKey(key: string, moduleAddress: string): string {
  return inModule(moduleAddress, key.slice(key.lastIndexOf(":") + 1), ":");
}

/** COMPAT (observed in mocks): the index is an int, though documented as a string. */
function provisionersOf({ node, name }: Placed): Value[] {
  return node.children("provisioners").map((provisioner, index) => ({
    resource_address: name,
    type: provisioner.string("type"),
    index,
    config: provisioner.value("expressions") ?? {},
  }));
}

function variable({ node, name, moduleAddress }: Placed): Value {
  return {
    module_address: moduleAddress,
    name,
    default: node.value("default") ?? null,
    description: node.string("description"),
  };
}

function output({ node, name, moduleAddress }: Placed): Value {
  return {
    module_address: moduleAddress,
    name,
    sensitive: node.boolean("sensitive"),
    value: node.value("expression") ?? {},
    description: node.string("description"),
    depends_on: node.strings("depends_on"),
  };
}

/** COMPAT (observed in mocks): `depends_on` is a list, though documented as an expression. */
function moduleCall({ node, name, moduleAddress }: Placed): Value {
  return {
    module_address: moduleAddress,
    name,
    source: node.string("source"),
    config: node.value("expressions") ?? {},
    count: node.value("count_expression") ?? {},
    for_each: node.value("for_each_expression") ?? {},
    depends_on: node.strings("depends_on"),
    version_constraint: node.string("version_constraint"),
  };
}
