import { type HclItem, type HclSource, parseHcl, parseHclJson } from "@portcullis/hcl";
import type { Configuration, ConfigurationProblem } from "./configuration.js";
import type { Declaration } from "./declaration.js";
import { declareBlock } from "./declare-block.js";
import { jsonBlocks } from "./json-blocks.js";
import { isLegacy, legacyBlocks } from "./legacy-blocks.js";
import { mergeDeclarations } from "./merge-declarations.js";
import { ProblemList } from "./problem-list.js";
import { readDeclarations } from "./read-declarations.js";

/** A file of a configuration. `name` is what messages call it and tells by its ending what it holds. */
export interface ConfigurationFile {
  readonly name: string;
  readonly text: string;
}

export type ConfigurationResult =
  | { readonly configuration: Configuration; readonly problems?: never }
  | { readonly configuration?: never; readonly problems: readonly ConfigurationProblem[] };

/** Reads a configuration or a test case of one file, in HCL or, if its name ends so, in JSON. */
export function parseConfiguration(name: string, text: string): ConfigurationResult {
  return parseConfigurationFiles([{ name, text }]);
}

/**
 * Reads several files as one configuration, in the order given. Files that are named `override` or
 * end in `_override` change what the others say, whatever their place; in the order of their names.
 */
export function parseConfigurationFiles(files: readonly ConfigurationFile[]): ConfigurationResult {
  const problems = new ProblemList();
  const read = files.map((file) => ({ name: file.name, ...readItems(file, problems) }));
  // What an unreadable file would declare is unknown; all else said now could be wrong.
  if (problems.problems.length > 0) return { problems: problems.problems };
  const declared = read.map((file) => ({
    name: file.name,
    declarations: declareItems(file, problems),
  }));
  const overrides = declared.filter(({ name }) => isOverride(name)).sort(byName);
  const primary = declared.filter(({ name }) => !isOverride(name));
  const merged = mergeDeclarations(
    primary.flatMap(({ declarations }) => declarations),
    overrides.flatMap(({ declarations }) => declarations),
    problems,
  );
  const configuration = readDeclarations(
    merged,
    read.some(({ isLegacy }) => isLegacy),
    problems,
  );
  return problems.problems.length > 0 ? { problems: problems.problems } : { configuration };
}

/** Whether a file of that name changes what others say (Override files). */
export function isOverride(name: string): boolean {
  return /(?:^|[/\\_])override\.(?:hcl|json)$/.test(name);
}

interface FileItems {
  readonly source: HclSource;
  readonly items: readonly HclItem[];
  readonly isLegacy: boolean;
}

function readItems({ name, text }: ConfigurationFile, problems: ProblemList): FileItems {
  if (name.endsWith(".json")) return readJson(name, text, problems);
  const file = parseHcl(name, text);
  problems.addSyntax(file);
  return { source: file.source, items: file.body.items, isLegacy: false };
}

function readJson(name: string, text: string, problems: ProblemList): FileItems {
  const file = parseHclJson(name, text);
  problems.addSyntax(file);
  const { source, value: root } = file;
  if (root === undefined) return { source, items: [], isLegacy: false };
  if (root.kind !== "object") {
    problems.report(
      { source, span: root },
      `a configuration in JSON is an object, not a ${root.kind}`,
    );
    return { source, items: [], isLegacy: false };
  }
  return isLegacy(root)
    ? { source, items: legacyBlocks(root, source, problems), isLegacy: true }
    : { source, items: jsonBlocks(root, source, problems), isLegacy: false };
}

/** The blocks among the items of a file; anything else has no place there. */
function declareItems({ items, source }: FileItems, problems: ProblemList): Declaration[] {
  return items.flatMap((item) => {
    if (item.kind === "HclBlock") return declareBlock(item, source, problems) ?? [];
    problems.report({ source, span: item.name }, `unknown attribute "${item.name.text}"`);
    return [];
  });
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
