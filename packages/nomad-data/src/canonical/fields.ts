import { isTreeObject, type Tree, type TreeObject, toObject } from "../json/tree.js";

export const SECOND = 1_000_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** An object with some of its fields replaced; those that become `undefined` are left out. */
export function withFields(
  object: TreeObject,
  fields: Readonly<Record<string, Tree | undefined>>,
): TreeObject {
  const merged: Readonly<Record<string, Tree | undefined>> = { ...object, ...fields };
  return toObject(
    Object.entries(merged).filter((entry): entry is [string, Tree] => entry[1] !== undefined),
  );
}

/** An object with what it lacks taken from the second. */
export function withDefaults(
  object: TreeObject | undefined,
  defaults: Readonly<Record<string, Tree | undefined>>,
): TreeObject {
  return withFields(withFields(toObject([]), defaults), object ?? {});
}

/** The second object's fields over the first's; nothing if there is neither. */
export function merged(
  under: TreeObject | undefined,
  over: TreeObject | undefined,
): TreeObject | undefined {
  return under === undefined ? over : withDefaults(over, under);
}

export function objectAt(object: TreeObject, key: string): TreeObject | undefined {
  const tree = object[key];
  return isTreeObject(tree) ? tree : undefined;
}

/** The objects of a list; none if there is no list. */
export function objectsAt(object: TreeObject, key: string): readonly TreeObject[] {
  const tree = object[key];
  return Array.isArray(tree) ? tree.filter(isTreeObject) : [];
}

/** A text; empty if it is not given. */
export function textAt(object: TreeObject, key: string): string {
  const tree = object[key];
  return typeof tree === "string" ? tree : "";
}

/** A text, or what stands for one that is empty or not given. */
export function textOr(object: TreeObject, key: string, other: string): string {
  return textAt(object, key) || other;
}

/** Replaces the objects of a list, if it is there. */
export function eachOf(
  object: TreeObject,
  key: string,
  change: (element: TreeObject) => TreeObject,
): Tree | undefined {
  return object[key] === undefined ? undefined : objectsAt(object, key).map(change);
}

/** Replaces an object, if it is there. */
export function changed(
  object: TreeObject,
  key: string,
  change: (value: TreeObject) => TreeObject,
): TreeObject | undefined {
  const value = objectAt(object, key);
  return value === undefined ? undefined : change(value);
}
