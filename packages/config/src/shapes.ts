/** What a block may hold. */
export interface Shape {
  /** What its labels are, for messages. */
  readonly labels: readonly string[];
  readonly attributes: readonly string[];
  /** Blocks within it, by their type. */
  readonly blocks?: Readonly<Record<string, Shape>>;
}

const source = { labels: ["a name"], attributes: ["source"] } as const satisfies Shape;
const value = { labels: ["a name"], attributes: ["value"] } as const satisfies Shape;

/** Every block but `import`, by its type (Configuration file). */
export const shapes: Readonly<Record<string, Shape>> = {
  policy: { labels: ["a name"], attributes: ["source", "enforcement_level", "params"] },
  module: source,
  mock: {
    labels: ["the name of an import"],
    // COMPAT (documentation of 0.16): "module" was an attribute as well.
    attributes: ["data", "module"],
    blocks: { module: { labels: [], attributes: ["source"] } },
  },
  global: value,
  param: value,
  test: { labels: [], attributes: ["rules"] },
  sentinel: { labels: [], attributes: ["features"] },
};

/** What an `import` block holds, by its kind. */
export const importShapes: Readonly<Record<string, Shape>> = {
  module: { labels: ["a kind", "a name"], attributes: ["source"] },
  plugin: { labels: ["a kind", "a name"], attributes: ["source", "args", "env", "config"] },
  static: { labels: ["a kind", "a name"], attributes: ["source", "format"] },
};

/** A plugin before there were kinds of imports: `import "name" { path = … }`. */
export const olderImportShape: Shape = {
  labels: ["a name"],
  attributes: ["path", "args", "env", "config"],
};

export const blockTypes: readonly string[] = ["policy", "import", ...Object.keys(shapes).slice(1)];

/** The shape of a block with these labels, or nothing if there is no such block. */
export function findShape(type: string, labels: readonly string[]): Shape | undefined {
  if (type !== "import") return Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  const [kind = ""] = labels;
  if (labels.length === 1) return olderImportShape;
  return Object.hasOwn(importShapes, kind) ? importShapes[kind] : undefined;
}
