import type { Value } from "@portcullis/language";
import { type Members, members } from "../lazy/lazy-members.js";
import { once } from "../lazy/once.js";
import { type ModuleTree, moduleFunction, modulePaths } from "./module-tree.js";

/** An import of the first generation: a tree of modules, and names for what the root module holds. */
export interface FirstGeneration {
  readonly modules: () => ModuleTree;
  readonly members: () => Members;
}

/**
 * COMPAT (first-generation imports): each member of the root module is a member of the import too.
 * `build` is called when a policy first looks.
 */
export function firstGeneration(
  build: () => ModuleTree,
  rootMembers: readonly string[],
  others: Readonly<Record<string, () => Value>>,
): FirstGeneration {
  const modules = once(build);
  const ofRoot = (name: string) => (): Value => modules().get("")?.get(name) ?? {};
  return {
    modules,
    members: () =>
      members({
        module: () => moduleFunction(modules()),
        module_paths: () => modulePaths(modules()),
        ...Object.fromEntries(rootMembers.map((name) => [name, ofRoot(name)])),
        ...others,
      }),
  };
}
