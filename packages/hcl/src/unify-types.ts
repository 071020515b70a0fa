import { toText } from "./convert-value.js";
import type { HclValue } from "./hcl-value.js";

/**
 * The type of a value as HCL sees it: every list has a type for each item and every object one for
 * each key, until the two branches of a conditional force them to have one for all.
 */
/** `any` is the type of null. */
export type HclType = "any" | Primitive | Sequence | Mapping;

type Primitive = "string" | "number" | "bool";

type Sequence =
  | { readonly kind: "tuple"; readonly items: readonly HclType[] }
  | { readonly kind: "list"; readonly element: HclType };

type Mapping =
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, HclType> }
  | { readonly kind: "map"; readonly element: HclType };

export function typeOf(value: HclValue): HclType {
  switch (value.kind) {
    case "null":
      return "any";
    case "list":
      return { kind: "tuple", items: value.items.map(typeOf) };
    case "object": {
      const entries = value.entries.map(
        ({ key, value: inner }) => [key.text, typeOf(inner)] as const,
      );
      return { kind: "object", entries: new Map(entries) };
    }
    default:
      return value.kind;
  }
}

/** The type that values of all the types can be converted to, or nothing. */
export function unifyTypes(types: readonly HclType[]): HclType | undefined {
  const known: HclType[] = types.filter((type) => type !== "any");
  if (known.length === 0) return "any";
  if (known.every(isPrimitive)) return unifyPrimitives(known);
  if (known.every(isSequence)) return unifySequences(known);
  if (known.every(isMapping)) return unifyMappings(known);
  return undefined;
}

function isPrimitive(type: HclType): type is Primitive {
  return typeof type === "string" && type !== "any";
}

function isSequence(type: HclType): type is Sequence {
  return typeof type !== "string" && (type.kind === "tuple" || type.kind === "list");
}

function isMapping(type: HclType): type is Mapping {
  return typeof type !== "string" && (type.kind === "object" || type.kind === "map");
}

function unifyPrimitives(types: readonly Primitive[]): HclType | undefined {
  const [first] = types;
  if (types.every((type) => type === first)) return first;
  return types.includes("string") ? "string" : undefined;
}

/** Items one by one where there are as many of them, otherwise all as one. */
function unifySequences(types: readonly Sequence[]): HclType | undefined {
  const tuples = types.flatMap((type) => (type.kind === "tuple" ? [type.items] : []));
  const [first = []] = tuples;
  const isSameLength = tuples.every((items) => items.length === first.length);
  if (tuples.length === types.length && isSameLength) {
    const items = first.map((_, i) => unifyTypes(tuples.map((tuple) => tuple[i] ?? "any")));
    return items.every((item) => item !== undefined) ? { kind: "tuple", items } : undefined;
  }
  const elements = types.flatMap((type) => (type.kind === "tuple" ? type.items : [type.element]));
  return unifyElements("list", elements);
}

/** Values key by key where the keys are the same, otherwise all as one. */
function unifyMappings(types: readonly Mapping[]): HclType | undefined {
  const objects = types.flatMap((type) => (type.kind === "object" ? [type.entries] : []));
  const [first = new Map<string, HclType>()] = objects;
  const hasSameKeys = objects.every(
    (entries) => entries.size === first.size && [...entries.keys()].every((key) => first.has(key)),
  );
  if (objects.length === types.length && hasSameKeys) {
    const entries = [...first.keys()].flatMap((key) => {
      const type = unifyTypes(objects.map((object) => object.get(key) ?? "any"));
      return type === undefined ? [] : [[key, type] as const];
    });
    return entries.length === first.size
      ? { kind: "object", entries: new Map(entries) }
      : undefined;
  }
  const elements = types.flatMap((type) =>
    type.kind === "object" ? [...type.entries.values()] : [type.element],
  );
  return unifyElements("map", elements);
}

function unifyElements(kind: "list" | "map", types: readonly HclType[]): HclType | undefined {
  const element = unifyTypes(types);
  return element && { kind, element };
}

/** A value in a type that its own was unified to; nothing for a number that cannot be written out. */
export function convertToType(value: HclValue, type: HclType): HclValue | undefined {
  if (value.kind === "null" || type === "any") return value;
  if (type === "string") return toText(value);
  if (typeof type === "string") return value;
  if (value.kind === "list") {
    const items = value.items.map((item, i) => convertToType(item, elementType(type, i)));
    return items.every((item) => item !== undefined) ? { ...value, items } : undefined;
  }
  if (value.kind !== "object") return value;
  const entries = value.entries.map(({ key, value: inner }) => {
    const converted = convertToType(inner, elementType(type, key.text));
    return converted && { key, value: converted };
  });
  return entries.every((entry) => entry !== undefined) ? { ...value, entries } : undefined;
}

function elementType(type: Sequence | Mapping, key: number | string): HclType {
  switch (type.kind) {
    case "tuple":
      return type.items[Number(key)] ?? "any";
    case "object":
      return type.entries.get(String(key)) ?? "any";
    default:
      return type.element;
  }
}
