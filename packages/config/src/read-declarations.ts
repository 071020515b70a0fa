import type { Value } from "@portcullis/language";
import { BlockReader } from "./block-reader.js";
import type {
  Configuration,
  ImportSettings,
  MockEntry,
  PluginEntry,
  PolicyEntry,
  SourceEntry,
} from "./configuration.js";
import { type Declaration, nameOf } from "./declaration.js";
import { enforcementLevels, isEnforcementLevel } from "./enforcement-level.js";
import type { ProblemList } from "./problem-list.js";
import { toValue } from "./to-value.js";

/** Features that change what a configuration means (Features). */
const knownFeatures = ["terraform", "apply-all"];

/** Reads the merged blocks of a configuration, where what is required must be there. */
export function readDeclarations(
  declarations: readonly Declaration[],
  isLegacy: boolean,
  problems: ProblemList,
): Configuration {
  const reader = new ConfigurationReader(problems, isLegacy);
  refuseMixedImports(declarations, problems);
  for (const declaration of declarations) reader.read(new BlockReader(declaration, problems));
  return reader;
}

class ConfigurationReader implements Configuration {
  readonly policies: PolicyEntry[] = [];
  readonly modules: SourceEntry[] = [];
  readonly staticImports: SourceEntry[] = [];
  readonly plugins: PluginEntry[] = [];
  readonly importSettings: ImportSettings[] = [];
  readonly mocks: MockEntry[] = [];
  readonly params = new Map<string, Value>();
  readonly globals = new Map<string, Value>();
  features: ReadonlyMap<string, boolean> = new Map();
  expectedRules: ReadonlyMap<string, Value> | undefined;
  readonly isLegacy: boolean;
  readonly warnings;
  private readonly problems: ProblemList;

  constructor(problems: ProblemList, isLegacy: boolean) {
    this.problems = problems;
    this.warnings = problems.warnings;
    this.isLegacy = isLegacy;
  }

  read(block: BlockReader): void {
    const { name } = block;
    switch (block.declaration.type) {
      case "policy":
        this.policies.push(policyEntry(block));
        break;
      case "module":
        this.modules.push(sourceEntry(block));
        break;
      case "import":
        this.readImport(block);
        break;
      case "mock":
        this.readMock(block);
        break;
      case "global":
        this.globals.set(name, block.requiredValue("value"));
        break;
      case "param":
        this.params.set(name, block.requiredValue("value"));
        break;
      case "test":
        this.expectedRules = block.entries("rules") ?? new Map();
        break;
      case "sentinel":
        this.features = block.bools("features");
        this.warnAboutFeatures(block);
        break;
    }
  }

  private readImport(block: BlockReader): void {
    const [kind, ...rest] = block.declaration.labels;
    if (rest.length === 0) {
      this.plugins.push(pluginEntry(block, "path"));
    } else if (kind === "module") {
      this.modules.push(sourceEntry(block));
    } else if (kind === "static") {
      if (block.string("format") !== "json")
        block.reportAt(
          "format",
          `static import "${block.name}" needs format = "json"`,
          "no other format is known",
        );
      this.staticImports.push(sourceEntry(block));
    } else if (block.has("source")) {
      this.plugins.push(pluginEntry(block, "source"));
    } else {
      this.importSettings.push(importSettings(block));
    }
  }

  private readMock(block: BlockReader): void {
    const { name } = block;
    const modules = mockedModules(block, this.problems);
    if (modules.length + (block.has("data") ? 1 : 0) !== 1) {
      block.report(
        `mock "${name}" needs either "data" or one "module" block`,
        'write data = { … }, or module { source = "FILE" } over three lines',
      );
      return;
    }
    const [module] = modules;
    this.mocks.push(
      module === undefined
        ? { kind: "data", name, data: block.requiredValue("data") }
        : { kind: "module", ...module, name },
    );
  }

  private warnAboutFeatures({ declaration }: BlockReader): void {
    for (const name of this.features.keys()) {
      if (knownFeatures.includes(name)) continue;
      const hint = `known here: ${knownFeatures.join(", ")}`;
      this.problems.warn(declaration.place, `unknown feature "${name}" is ignored`, hint);
    }
  }
}

/**
 * COMPAT: plugins of the older form next to kinds of imports are refused. Whether `module` blocks may
 * stand next to them is unknown, so that they may, with a warning.
 */
function refuseMixedImports(declarations: readonly Declaration[], problems: ProblemList): void {
  const imports = declarations.filter(({ type }) => type === "import");
  const newer = imports.find(({ labels }) => labels.length === 2);
  if (newer === undefined) return;
  const older = imports.find(({ labels }) => labels.length === 1);
  if (older !== undefined)
    problems.report(
      older.place,
      `${nameOf(older)} is of an older form than ${nameOf(newer)}`,
      `use one form in a configuration: import "plugin" "${older.labels[0]}" { source = … }`,
    );
  const module = declarations.find(({ type }) => type === "module");
  if (module !== undefined)
    problems.warn(
      module.place,
      `${nameOf(module)} is of an older form than ${nameOf(newer)}`,
      `write import "module" "${module.labels[0]}" { … }`,
    );
}

function policyEntry(block: BlockReader): PolicyEntry {
  const { name, place } = block;
  const level = block.string("enforcement_level") ?? "advisory";
  if (!isEnforcementLevel(level)) {
    const known = enforcementLevels.map((known) => `"${known}"`).join(", ");
    block.reportAt(
      "enforcement_level",
      `unknown enforcement level "${level}"`,
      `use one of ${known}`,
    );
  }
  return {
    name,
    // COMPAT (published policy sets): the file of that name, beside the configuration.
    source: block.string("source") ?? `./${name.replace(/\.sentinel$/, "")}.sentinel`,
    enforcementLevel: isEnforcementLevel(level) ? level : "advisory",
    params: block.entries("params") ?? new Map(),
    place,
  };
}

function sourceEntry(block: BlockReader): SourceEntry {
  return { name: block.name, source: block.requiredString("source"), place: block.place };
}

function pluginEntry(block: BlockReader, source: "path" | "source"): PluginEntry {
  return {
    name: block.name,
    source: block.requiredString(source),
    args: block.strings("args"),
    env: block.variables("env"),
    config: block.entries("config") ?? new Map(),
    place: block.place,
  };
}

/** An import without source comes with the program, so that there is nothing to start. */
function importSettings(block: BlockReader): ImportSettings {
  for (const name of ["args", "env"]) {
    if (block.has(name))
      block.reportAt(name, `"${name}" needs "source", the program that it is for`);
  }
  return { name: block.name, config: block.entries("config") ?? new Map(), place: block.place };
}

/** The modules that a mock names, as blocks or as the attribute of old. */
function mockedModules(block: BlockReader, problems: ProblemList): SourceEntry[] {
  const blocks = block.declaration.blocks.map((inner) => new BlockReader(inner, problems));
  const modules = blocks.map(sourceEntry);
  const object = block.object("module");
  if (object === undefined) return modules;
  const source = object.entries.findLast(({ key }) => key.text === "source")?.value;
  const unknown = object.entries.find(({ key }) => key.text !== "source");
  if (unknown !== undefined)
    block.reportAt("module", `unknown attribute "${unknown.key.text}" in "module"`);
  if (source?.kind !== "string")
    block.reportAt("module", '"module" needs the attribute "source", which is a string');
  const text = source === undefined ? "" : toValue(source);
  const name = block.name;
  return [...modules, { name, source: typeof text === "string" ? text : "", place: block.place }];
}
