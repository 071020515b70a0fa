import { isFunction, type Value } from "@portcullis/language";
import { LazyMap } from "../lazy/lazy-map.js";
import type { Members } from "../lazy/lazy-members.js";
import { redactPlan } from "../redaction/redact-plan.js";
import { redactState } from "../redaction/redact-state.js";
import { type TerraformData, terraformViews } from "../terraform-imports.js";
import type { FirstGeneration } from "../v1/first-generation.js";
import { moduleFunctionText, stripIndexText } from "./function-text.js";
import { renderValue } from "./value-text.js";

export interface MockFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The imports of Terraform data as a bundle of mocks, in the layout of the platform's own (Generate
 * mock Sentinel data): one file for each import, and a `sentinel.hcl` that wires them. Without a run
 * there is no mock of `tfrun`.
 */
export function renderMockBundle(data: TerraformData): MockFile[] {
  const views = terraformViews(data);
  const files: MockFile[] = [
    { name: "mock-tfconfig.sentinel", text: firstConfig(views.tfconfig) },
    { name: "mock-tfconfig-v2.sentinel", text: `import "strings"\n\n${all(views["tfconfig/v2"])}` },
    { name: "mock-tfplan.sentinel", text: firstPlan(views.tfplan) },
    { name: "mock-tfplan-v2.sentinel", text: all(views["tfplan/v2"]) },
    { name: "mock-tfstate.sentinel", text: firstState(views.tfstate) },
    { name: "mock-tfstate-v2.sentinel", text: all(views["tfstate/v2"]) },
  ];
  if (views.tfrun !== undefined)
    files.push({ name: "mock-tfrun.sentinel", text: all(views.tfrun) });
  return [...files, { name: "sentinel.hcl", text: wiring(views.tfrun !== undefined) }];
}

/** The same data without its sensitive values. */
export function redactData({ plan, state, ...rest }: TerraformData): TerraformData {
  return {
    ...rest,
    plan: redactPlan(plan),
    ...(state === undefined ? {} : { state: redactState(state) }),
  };
}

function wiring(hasRun: boolean): string {
  const mocks = ["tfconfig", "tfplan", "tfstate"].flatMap((name) => [
    [name, `mock-${name}`],
    [`${name}/v1`, `mock-${name}`],
    [`${name}/v2`, `mock-${name}-v2`],
  ]);
  if (hasRun) mocks.push(["tfrun", "mock-tfrun"]);
  return mocks
    .map(
      ([name, file]) => `mock "${name}" {\n  module {\n    source = "${file}.sentinel"\n  }\n}\n`,
    )
    .join("\n");
}

function all(members: Members): string {
  return statements(members, [...members.keys()]);
}

function statements(members: Members, names: readonly string[]): string {
  return names
    .map((name) => {
      const value: Value = members.get(name)?.() ?? null;
      return isFunction(value) ? functionTexts[name] : `${name} = ${renderValue(value, name)}\n`;
    })
    .join("\n");
}

const functionTexts: Readonly<Record<string, string>> = {
  module: moduleFunctionText,
  strip_index: stripIndexText,
};

// COMPAT (observed in mocks): the order of statements in mocks of the first generation.

function firstPlan(view: FirstGeneration): string {
  const head = ["module_paths", "terraform_version", "variables", "module"];
  return `${firstImports}${modulesText(view)}\n${statements(view.members(), head)}\n${rootNames(["data", "path", "resources"])}`;
}

function firstConfig(view: FirstGeneration): string {
  const names = ["data", "modules", "providers", "resources", "variables", "outputs"];
  return `${firstImports}${modulesText(view)}\n${statements(view.members(), ["module_paths", "module"])}\n${rootNames(names)}`;
}

function firstState(view: FirstGeneration): string {
  if (view.modules().size === 0) return noData;
  const members = view.members();
  const head = ["module_paths", "terraform_version", "module"];
  return `${firstImports}${statements(members, ["outputs"])}\n${modulesText(view)}\n${statements(members, head)}\n${rootNames(["data", "path", "resources"])}`;
}

const firstImports = `import "strings"\nimport "types"\n\n`;

/** COMPAT (observed in mocks): nothing but a comment, so that every access is undefined. */
const noData = `// NOTE: AUTO-GENERATED OFF OF NO DATA
//
// There was no state before this plan, so everything that the import could show is undefined.
`;

function modulesText(view: FirstGeneration): string {
  const modules = new Map(
    [...view.modules()].map(([address, module]) => [address === "" ? "root" : address, module]),
  );
  return `_modules = ${renderValue(new LazyMap(modules, (module) => module), "_modules")}\n`;
}

/** The members of the root module are members of the import too. */
function rootNames(names: readonly string[]): string {
  return names.map((name) => `${name} = _modules.root.${name}\n`).join("");
}
