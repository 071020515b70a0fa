import {
  findEntry,
  type HclBlock,
  type HclEntry,
  type HclItem,
  type HclName,
  type HclObject,
  type HclSource,
  type HclValue,
} from "@portcullis/hcl";
import type { ProblemList } from "./problem-list.js";

// The configuration of the first generation: JSON with the keys mock, modules, imports, global, param
// and test, each a map from names to what later became a block.

const legacyKeys = ["mock", "modules", "imports", "global", "param", "test"] as const;

/** Keys that only later generations have. */
const laterKeys = ["policy", "import", "module", "sentinel"];

/**
 * Whether a configuration in JSON is of the first generation. Both forms share most keys; what is
 * below them tells them apart. A file that could be both is not of the first generation, except for
 * one with an empty `test`.
 */
export function isLegacy(root: HclObject): boolean {
  const keys = root.entries.map(({ key }) => key.text);
  if (keys.some((key) => laterKeys.includes(key))) return false;
  if (keys.includes("modules") || keys.includes("imports")) return true;
  const test = findEntry(root, "test")?.value;
  if (test?.kind === "object" && findEntry(test, "rules") === undefined) return true;
  return (
    entriesOf(root, "mock").some(({ value }) => !holdsOnly(value, ["data", "module"])) ||
    [...entriesOf(root, "param"), ...entriesOf(root, "global")].some(
      ({ value }) => !holdsOnly(value, ["value"]),
    )
  );
}

/** The blocks of later generations that say the same. */
export function legacyBlocks(
  root: HclObject,
  source: HclSource,
  problems: ProblemList,
): HclBlock[] {
  for (const { key } of root.entries) {
    if (!(legacyKeys as readonly string[]).includes(key.text))
      problems.report(
        { source, span: key },
        `unknown key "${key.text}"`,
        `known here: ${legacyKeys.join(", ")}`,
      );
  }
  const sections = legacyKeys.flatMap((name) => {
    const entry = findEntry(root, name);
    return entry === undefined ? [] : [entry];
  });
  return sections.flatMap((section) => {
    if (section.value.kind === "object") {
      if (section.key.text === "modules") requirePaths(section.value, source, problems);
      return sectionBlocks(section, section.value);
    }
    if (section.value.kind !== "null")
      problems.report(
        { source, span: section.value },
        `"${section.key.text}" must be an object, not a ${section.value.kind}`,
      );
    return [];
  });
}

/** Named here, because later on a module's path is its source. */
function requirePaths(modules: HclObject, source: HclSource, problems: ProblemList): void {
  for (const { key, value } of modules.entries) {
    if (value.kind !== "object" || findEntry(value, "path") === undefined)
      problems.report({ source, span: key }, `module "${key.text}" needs the key "path"`);
  }
}

function sectionBlocks({ key: section }: HclEntry, { entries, start, end }: HclObject): HclBlock[] {
  const object: HclObject = { kind: "object", entries, start, end };
  if (section.text === "test") return [block("test", section, [], [attribute("rules", object)])];
  // A key that occurs again replaces the first.
  const names = [...new Set(entries.map(({ key }) => key.text))];
  return names.flatMap((name) => {
    const entry = findEntry(object, name);
    return entry === undefined ? [] : [entryBlock(section.text, entry)];
  });
}

function entryBlock(section: string, { key, value }: HclEntry): HclBlock {
  switch (section) {
    case "modules":
      return block("module", key, [key], attributesOf(value, { path: "source" }));
    case "imports":
      return block("import", key, [key], attributesOf(value));
    case "mock": {
      const source = attribute("source", value);
      const module = block("module", key, [], [source]);
      return block(
        "mock",
        key,
        [key],
        [value.kind === "string" ? module : attribute("data", value)],
      );
    }
    default:
      return block(section, key, [key], [attribute("value", value)]);
  }
}

function attributesOf(value: HclValue, renamed: Readonly<Record<string, string>> = {}): HclItem[] {
  if (value.kind !== "object") return [];
  return value.entries.map(({ key, value: inner }) =>
    attribute(renamed[key.text] ?? key.text, inner, key),
  );
}

function attribute(text: string, value: HclValue, name: HclName | HclValue = value): HclItem {
  const { start, end } = name;
  return { kind: "HclAttribute", name: { text, start, end }, value, start, end: value.end };
}

function block(
  type: string,
  { start, end }: HclName,
  labels: readonly HclName[],
  items: readonly HclItem[],
): HclBlock {
  const body = { items, start, end };
  return { kind: "HclBlock", type: { text: type, start, end }, labels, body, start, end };
}

function entriesOf(root: HclObject, name: string): readonly HclEntry[] {
  const value = findEntry(root, name)?.value;
  return value?.kind === "object" ? value.entries : [];
}

function holdsOnly(value: HclValue, keys: readonly string[]): boolean {
  return (
    value.kind === "object" &&
    value.entries.length > 0 &&
    value.entries.every(({ key }) => keys.includes(key.text))
  );
}
