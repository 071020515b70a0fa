import { type HclBlock, type HclItem, parseHcl } from "@portcullis/hcl";
import type { Value } from "@portcullis/language";
import { BlockReader, type BlockShape, ProblemList } from "./block-reader.js";
import type {
  Configuration,
  ConfigurationProblem,
  MockEntry,
  PolicyEntry,
  SourceEntry,
} from "./configuration.js";
import { enforcementLevels, isEnforcementLevel } from "./enforcement-level.js";

export type ConfigurationResult =
  | { readonly configuration: Configuration; readonly problems?: never }
  | { readonly configuration?: never; readonly problems: readonly ConfigurationProblem[] };

/**
 * Reads a configuration or test case file in HCL. `fileName` is what messages call it.
 *
 * Plugins and features are not read yet and are reported as such.
 */
export function parseConfiguration(fileName: string, text: string): ConfigurationResult {
  const { source, body, problems } = parseHcl(fileName, text);
  if (problems.length > 0) {
    return {
      problems: problems.map((problem) => ({
        place: source.describe(problem),
        message: problem.message,
        hint: problem.hint,
      })),
    };
  }
  const found = new ProblemList(source);
  const configuration = new ConfigurationReader(found);
  for (const item of body.items) configuration.read(item);
  return found.problems.length > 0 ? { problems: found.problems } : { configuration };
}

const shapes: Readonly<Record<string, BlockShape>> = {
  policy: { labels: ["a name"], attributes: ["source", "enforcement_level", "params"] },
  module: { labels: ["a name"], attributes: ["source"] },
  import: { labels: ["a kind", "a name"], attributes: ["source", "format"] },
  mock: { labels: ["the name of an import"], attributes: ["data"], blocks: ["module"] },
  global: { labels: ["a name"], attributes: ["value"] },
  param: { labels: ["a name"], attributes: ["value"] },
  test: { labels: [], attributes: ["rules"] },
};

class ConfigurationReader implements Configuration {
  readonly policies: PolicyEntry[] = [];
  readonly modules: SourceEntry[] = [];
  readonly staticImports: SourceEntry[] = [];
  readonly mocks: MockEntry[] = [];
  readonly params = new Map<string, Value>();
  readonly globals = new Map<string, Value>();
  expectedRules: ReadonlyMap<string, Value> | undefined;
  private readonly problems: ProblemList;
  private readonly names = new Set<string>();

  constructor(problems: ProblemList) {
    this.problems = problems;
  }

  read(item: HclItem): void {
    if (item.kind === "HclAttribute") {
      this.problems.report(item.name, `unknown attribute "${item.name.text}"`);
      return;
    }
    const type = item.type.text;
    const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    const block = new BlockReader(item, this.problems);
    if (type === "sentinel" || isPlugin(item)) {
      block.report(
        `"${[type, ...item.labels.map(({ text }) => text)].join(" ")}" is not supported yet`,
      );
    } else if (shape === undefined) {
      block.report(`unknown block "${type}"`, `known here: ${Object.keys(shapes).join(", ")}`);
    } else if (block.matches(shape)) {
      this.readBlock(block);
    }
  }

  private readBlock(block: BlockReader): void {
    const name = block.label(0);
    switch (block.block.type.text) {
      case "policy":
        this.claim(block, "policy", name);
        this.policies.push(this.policy(block, name));
        break;
      case "module":
        this.claim(block, "import", name);
        this.modules.push(sourceEntry(block, name));
        break;
      case "import":
        this.readImport(block);
        break;
      case "mock":
        this.claim(block, "mock", name);
        this.readMock(block, name);
        break;
      case "global":
        this.claim(block, "global", name);
        this.globals.set(name, block.requiredValue("value"));
        break;
      case "param":
        this.claim(block, "param", name);
        this.params.set(name, block.requiredValue("value"));
        break;
      case "test":
        this.claim(block, "test", "");
        this.expectedRules = block.entries("rules") ?? new Map();
        break;
    }
  }

  /** Reports a second block of one name. All kinds of import share their names. */
  private claim(block: BlockReader, type: string, name: string): void {
    const key = JSON.stringify([type, name]);
    if (this.names.has(key))
      block.report(name === "" ? `"${type}" is given twice` : `${type} "${name}" is given twice`);
    this.names.add(key);
  }

  private policy(block: BlockReader, name: string): PolicyEntry {
    const level = block.string("enforcement_level") ?? "advisory";
    if (!isEnforcementLevel(level)) {
      const attribute = block.attribute("enforcement_level");
      const known = enforcementLevels.map((known) => `"${known}"`).join(", ");
      this.problems.report(
        attribute?.value ?? block.block,
        `unknown enforcement level "${level}"`,
        `use one of ${known}`,
      );
    }
    return {
      name,
      source: block.string("source") ?? `./${name}.sentinel`,
      enforcementLevel: isEnforcementLevel(level) ? level : "advisory",
      params: block.entries("params") ?? new Map(),
      place: block.place,
    };
  }

  private readImport(block: BlockReader): void {
    const kind = block.label(0);
    const name = block.label(1);
    this.claim(block, "import", name);
    if (kind === "module") {
      this.modules.push(sourceEntry(block, name));
    } else if (kind === "static") {
      const format = block.string("format");
      if (format !== "json")
        block.report(`static import "${name}" needs format = "json"`, "no other format is known");
      this.staticImports.push(sourceEntry(block, name));
    } else {
      block.report(`invalid import kind "${kind}"`, "allowed values are module, plugin and static");
    }
  }

  private readMock(block: BlockReader, name: string): void {
    const data = block.attribute("data");
    const modules = block.block.body.items.filter(
      (item): item is HclBlock => item.kind === "HclBlock",
    );
    const [module] = modules;
    if (modules.length + (data === undefined ? 0 : 1) !== 1) {
      block.report(`mock "${name}" needs either "data" or one "module" block`);
    } else if (module !== undefined) {
      const reader = new BlockReader(module, this.problems);
      if (reader.matches({ labels: [], attributes: ["source"] }))
        this.mocks.push({ kind: "module", ...sourceEntry(reader, name) });
    } else {
      this.mocks.push({ kind: "data", name, data: block.requiredValue("data") });
    }
  }
}

function isPlugin({ type, labels }: HclBlock): boolean {
  return type.text === "import" && (labels.length === 1 || labels[0]?.text === "plugin");
}

function sourceEntry(block: BlockReader, name: string): SourceEntry {
  return { name, source: block.requiredString("source"), place: block.place };
}
