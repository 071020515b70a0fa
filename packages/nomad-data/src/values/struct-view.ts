import { type MapKey, SharedMap, sortedKeys, toFloat, type Value } from "@portcullis/language";
import { isTreeObject, type Tree, type TreeObject } from "../json/tree.js";
import type { Field, Shape, Struct } from "../schema/shape.js";

/**
 * An object of a document as a policy sees it: every field that its struct has, whatever the document
 * gives, each made when it is first read (Objects given to policies, Values).
 */
class StructView extends SharedMap {
  private readonly struct: Struct;
  private readonly tree: TreeObject;
  private readonly made = new Map<Field, Value>();

  constructor(struct: Struct, tree: TreeObject) {
    super();
    this.struct = struct;
    this.tree = tree;
  }

  override keys(): readonly string[] {
    const shown = this.struct.fields.filter(({ isHidden }) => !isHidden);
    return sortedKeys(shown.map(({ name }) => name));
  }

  override get(key: MapKey): Value | undefined {
    const field = typeof key === "string" ? this.struct.byName.get(key) : undefined;
    if (field === undefined) return undefined;
    const known = this.made.get(field);
    if (known !== undefined) return known;
    const value = toValue(this.tree[field.wire], field.shape);
    this.made.set(field, value);
    return value;
  }
}

const empty: TreeObject = {};

/**
 * What a policy sees of a part of a document: a list that is not given is `[]`, a map `{}`, a pointer
 * null, all else the zero value of its kind.
 */
export function toValue(tree: Tree | undefined, shape: Shape): Value {
  switch (shape.kind) {
    case "optional":
      return tree === undefined ? null : toValue(tree, shape.of);
    case "struct":
      return new StructView(shape, isTreeObject(tree) ? tree : empty);
    case "list":
      return Array.isArray(tree) ? tree.map((element) => toValue(element, shape.of)) : [];
    case "map":
      return isTreeObject(tree) ? mapValues(tree, (value) => toValue(value, shape.of)) : {};
    case "anything":
      return generic(tree ?? null);
    case "bool":
      return tree ?? false;
    case "int":
    case "span":
      return tree ?? 0;
    default:
      return tree ?? "";
  }
}

function generic(tree: Tree): Value {
  if (typeof tree === "number") return toFloat(tree);
  if (Array.isArray(tree)) return tree.map(generic);
  return isTreeObject(tree) ? mapValues(tree, generic) : tree;
}

function mapValues(tree: TreeObject, toResult: (tree: Tree) => Value): Value {
  const object: Record<string, Value> = Object.create(null);
  for (const [key, value] of Object.entries(tree)) object[key] = toResult(value);
  return object;
}
