import { resolve } from "node:path";
import type { ImportSettings } from "@portcullis/config";
import type { ImportSource } from "@portcullis/language";
import type { Plan } from "@portcullis/terraform-data";
import { planImports } from "./environment.js";
import { loadPlan, loadProviderSchemas } from "./load-terraform-data.js";
import { LoadError } from "./source-reader.js";

/** The switch without which a configuration cannot name a plan. */
const FEATURE = "terraform";

/**
 * COMPAT (Features, terraform): each import documents another name for the path of the plan; all
 * three are accepted for all of them.
 */
const planSettings = ["plan_path", "path", "plan"];
const SCHEMAS_SETTING = "schemas_path";

/**
 * Loads the imports that show a plan in a file, as a configuration asks for them (Features):
 * `import "plugin" "tfplan/v2" { config = { plan_path = "plan.json" } }`. Paths are relative to
 * `folder`. A plan is read once, however many imports show it.
 */
export class PlanImportLoader {
  private readonly features: ReadonlyMap<string, boolean>;
  private readonly folder: string;
  private readonly plans = new Map<string, Plan>();

  constructor(features: ReadonlyMap<string, boolean>, folder: string) {
    this.features = features;
    this.folder = folder;
  }

  /** Throws `LoadError` for anything else, because no other import can be without a source. */
  load({ name, config, place }: ImportSettings): ImportSource {
    const key = planSettings.find((each) => config.has(each));
    if (key === undefined)
      throw new LoadError(
        `${place}: import "${name}" is no standard import; give its "source", or "plan_path" in its "config" if it shows a plan`,
      );
    if (this.features.get(FEATURE) !== true)
      throw new LoadError(
        `${place}: "${key}" needs a feature that is off; add sentinel { features = { ${FEATURE} = true } }`,
      );
    const path = config.get(key);
    const schemas = config.get(SCHEMAS_SETTING);
    const unknown = [...config.keys()].find((each) => each !== key && each !== SCHEMAS_SETTING);
    if (typeof path !== "string" || !isOptionalString(schemas) || unknown !== undefined)
      throw new LoadError(
        `${place}: import "${name}" takes "${key}" and "${SCHEMAS_SETTING}", both strings, and nothing else`,
      );
    const imports = planImports({
      plan: this.plan(resolve(this.folder, path)),
      schemas:
        schemas === undefined ? undefined : loadProviderSchemas(resolve(this.folder, schemas)),
    });
    const found = imports.get(name);
    if (found !== undefined) return found;
    const known = [...imports.keys()].join(", ");
    throw new LoadError(`${place}: no import "${name}" shows a plan; known are ${known}`);
  }

  private plan(path: string): Plan {
    const known = this.plans.get(path);
    if (known !== undefined) return known;
    const plan = loadPlan(path);
    this.plans.set(path, plan);
    return plan;
  }
}

function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}
