import type { JsonNode } from "./json-node.js";

/** LIMIT: how deep modules may nest; each level takes a few frames of the host's stack. */
export const MAX_MODULE_DEPTH = 200;

/** A module of a document, with the address that its resources have as their prefix. */
export interface PlacedModule {
  /** Empty for the root module. */
  readonly address: string;
  readonly module: JsonNode;
}

/** A module of planned values or a state, and all below it, parents first. */
export function valueModules(root: JsonNode): PlacedModule[] {
  return collect({ address: "", module: root }, ({ module }) =>
    module.children("child_modules").map((child) => ({
      address: child.requiredString("address"),
      module: child,
    })),
  );
}

/** The root module of a configuration and all that it calls, parents first. */
export function configurationModules(configuration: JsonNode): PlacedModule[] {
  const root = { address: "", module: configuration.child("root_module") };
  return collect(root, ({ address, module }) =>
    [...module.entries("module_calls")].map(([name, call]) => ({
      address: inModule(address, `module.${name}`),
      module: call.child("module"),
    })),
  );
}

/** The address of something in a module. */
export function inModule(moduleAddress: string, address: string, separator = "."): string {
  return moduleAddress === "" ? address : `${moduleAddress}${separator}${address}`;
}

function collect(
  root: PlacedModule,
  childrenOf: (module: PlacedModule) => readonly PlacedModule[],
): PlacedModule[] {
  const found: PlacedModule[] = [];
  const visit = (placed: PlacedModule, depth: number): void => {
    if (depth > MAX_MODULE_DEPTH)
      placed.module.failHere(`nests modules more than ${MAX_MODULE_DEPTH} levels deep`);
    found.push(placed);
    for (const child of childrenOf(placed)) visit(child, depth + 1);
  };
  visit(root, 0);
  return found;
}
