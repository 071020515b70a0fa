import type {
  HclAttribute,
  HclBlock,
  HclBody,
  HclEntry,
  HclItem,
  HclName,
  HclObject,
  HclSource,
  HclValue,
} from "@portcullis/hcl";
import type { ProblemList } from "./problem-list.js";
import { importShapes, type Shape, shapes } from "./shapes.js";

/**
 * The blocks that a configuration in JSON stands for (HCL JSON Syntax Specification): keys are types
 * and labels, and a list of objects stands for several blocks.
 */
export function jsonBlocks(root: HclObject, source: HclSource, problems: ProblemList): HclBlock[] {
  const expand = new JsonExpansion(source, problems);
  return root.entries.flatMap(({ key, value }) => expand.blocks(key, value));
}

class JsonExpansion {
  private readonly source: HclSource;
  private readonly problems: ProblemList;

  constructor(source: HclSource, problems: ProblemList) {
    this.source = source;
    this.problems = problems;
  }

  /** An unknown type has no labels here; that it is unknown is found later. */
  blocks(type: HclName, value: HclValue): HclBlock[] {
    if (type.text !== "import") {
      const shape = Object.hasOwn(shapes, type.text) ? shapes[type.text] : undefined;
      return this.labelled(type, [], value, shape?.labels.length ?? 0, shape);
    }
    return this.entries(value).flatMap(({ key, value: inner }) => {
      const isOlder = this.objects(inner, true).some(hasPath);
      const shape = Object.hasOwn(importShapes, key.text) ? importShapes[key.text] : undefined;
      return this.labelled(type, [key], inner, isOlder ? 0 : 1, isOlder ? undefined : shape);
    });
  }

  private labelled(
    type: HclName,
    labels: readonly HclName[],
    value: HclValue,
    missing: number,
    shape: Shape | undefined,
  ): HclBlock[] {
    if (missing > 0)
      return this.entries(value).flatMap(({ key, value: inner }) =>
        this.labelled(type, [...labels, key], inner, missing - 1, shape),
      );
    // A block is known by its last label, which is where its errors are shown.
    const { start, end } = labels.at(-1) ?? type;
    return this.objects(value).map((object) => ({
      kind: "HclBlock",
      type: { text: type.text, start, end },
      labels,
      body: this.body(object, shape),
      start,
      end: value.end,
    }));
  }

  private body(object: HclObject, shape: Shape | undefined): HclBody {
    const items = object.entries.flatMap(({ key, value }): HclItem[] => {
      const inner = Object.entries(shape?.blocks ?? {}).find(([name]) => name === key.text)?.[1];
      return inner === undefined
        ? [attribute(key, value)]
        : this.labelled(key, [], value, inner.labels.length, inner);
    });
    return { items, start: object.start, end: object.end };
  }

  private entries(value: HclValue): HclEntry[] {
    return this.objects(value).flatMap(({ entries }) => entries);
  }

  /** An object, or the objects of a list; null stands for none. */
  private objects(value: HclValue, isQuiet = false): HclObject[] {
    if (value.kind === "object") return [value];
    if (value.kind === "list") return value.items.flatMap((item) => this.objects(item, isQuiet));
    if (value.kind !== "null" && !isQuiet)
      this.problems.report(
        { source: this.source, span: value },
        `expected an object, found a ${value.kind}`,
        'blocks are written as objects: {"policy": {"name": {"source": "…"}}}',
      );
    return [];
  }
}

function attribute(name: HclName, value: HclValue): HclAttribute {
  return { kind: "HclAttribute", name, value, start: name.start, end: value.end };
}

/** What tells a plugin of the older form from the kind of an import of that name. */
function hasPath({ entries }: HclObject): boolean {
  return entries.some(({ key, value }) => key.text === "path" && value.kind === "string");
}
