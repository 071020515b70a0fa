import { resolve } from "node:path";
import type { ImportSettings } from "@portcullis/config";
import type { ImportSource } from "@portcullis/language";
import { planImports } from "./environment.js";
import { loadPlan } from "./load-plan.js";
import { LoadError } from "./source-reader.js";

/** The switch without which a configuration cannot name a plan. */
const FEATURE = "terraform";

/**
 * An import that shows a plan in a file, as a configuration asks for it (Features):
 * `import "plugin" "tfplan/v2" { config = { plan_path = "plan.json" } }`. The path is relative to
 * `folder`. Throws `LoadError` for anything else, because no other import can be without a source.
 */
export function loadPlanImport(
  { name, config, place }: ImportSettings,
  features: ReadonlyMap<string, boolean>,
  folder: string,
): ImportSource {
  const path = config.get("plan_path");
  if (path === undefined)
    throw new LoadError(
      `${place}: import "${name}" is no standard import; give its "source", or "plan_path" in its "config" if it shows a plan`,
    );
  if (features.get(FEATURE) !== true)
    throw new LoadError(
      `${place}: "plan_path" needs a feature that is off; add sentinel { features = { ${FEATURE} = true } }`,
    );
  const unknown = [...config.keys()].find((key) => key !== "plan_path");
  if (typeof path !== "string" || unknown !== undefined)
    throw new LoadError(`${place}: import "${name}" takes "plan_path", a string, and nothing else`);
  const imports = planImports(loadPlan(resolve(folder, path)));
  const found = imports.get(name);
  if (found !== undefined) return found;
  const known = [...imports.keys()].join(", ");
  throw new LoadError(`${place}: no import "${name}" shows a plan; known are ${known}`);
}
