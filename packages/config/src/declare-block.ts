import type { HclBlock, HclSource } from "@portcullis/hcl";
import { type Declaration, type DeclaredAttribute, withArticle } from "./declaration.js";
import type { ProblemList } from "./problem-list.js";
import { blockTypes, findShape, importShapes, type Shape } from "./shapes.js";

/** Checks a block's type, labels and names; nothing when it cannot be used, which is reported. */
export function declareBlock(
  block: HclBlock,
  source: HclSource,
  problems: ProblemList,
): Declaration | undefined {
  const type = block.type.text;
  const place = { source, span: block.type };
  if (!blockTypes.includes(type)) {
    problems.report(place, `unknown block "${type}"`, `known here: ${blockTypes.join(", ")}`);
    return undefined;
  }
  const [kind] = block.labels;
  const shape = findShape(
    type,
    block.labels.map(({ text }) => text),
  );
  if (shape !== undefined) return declareAs(shape, block, source, problems);
  if (block.labels.length !== 2)
    problems.report(place, "an import block has a kind and a name as labels");
  else
    problems.report(
      { source, span: kind ?? block.type },
      // COMPAT (third-party parser): the wording.
      `Invalid import kind "${kind?.text}", allowed values ${listed(Object.keys(importShapes))}`,
    );
  return undefined;
}

/** As `declareBlock`, for a block whose shape is known. */
export function declareAs(
  shape: Shape,
  block: HclBlock,
  source: HclSource,
  problems: ProblemList,
): Declaration | undefined {
  const type = block.type.text;
  const place = { source, span: block.type };
  if (block.labels.length !== shape.labels.length) {
    const wanted = shape.labels.length === 0 ? "no label" : shape.labels.join(" and ");
    const given = block.labels.map(({ text }) => `"${text}"`).join(" and ") || "none";
    problems.report(place, `${withArticle(type)} block has ${wanted}; given: ${given}`);
    return undefined;
  }
  const attributes = new Map<string, DeclaredAttribute>();
  const blocks: Declaration[] = [];
  for (const item of block.body.items) {
    const isAttribute = item.kind === "HclAttribute";
    const name = isAttribute ? item.name : item.type;
    const inner = Object.entries(shape.blocks ?? {}).find(([known]) => known === name.text)?.[1];
    if (isAttribute && shape.attributes.includes(name.text)) {
      const value = { source, span: item.value };
      attributes.set(name.text, { name: name.text, value: item.value, place: value });
    } else if (!isAttribute && inner !== undefined) {
      const declared = declareAs(inner, item, source, problems);
      if (declared !== undefined) blocks.push(declared);
    } else {
      const known = isAttribute ? shape.attributes : Object.keys(shape.blocks ?? {});
      problems.report(
        { source, span: name },
        `unknown ${isAttribute ? "attribute" : "block"} "${name.text}" in "${type}"`,
        known.length === 0 ? undefined : `known here: ${known.join(", ")}`,
      );
    }
  }
  return { type, labels: block.labels.map(({ text }) => text), place, attributes, blocks };
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
