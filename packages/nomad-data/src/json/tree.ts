/**
 * A document as its schema reads it: objects have no prototype and, where their fields are known, the
 * canonical names of Nomad; integers are exact, `bigint` beyond 2^53. It must not be changed.
 */
export type Tree = null | boolean | number | bigint | string | readonly Tree[] | TreeObject;

export interface TreeObject {
  readonly [key: string]: Tree;
}

export function isTreeObject(tree: Tree | undefined): tree is TreeObject {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

/** An object of entries; it has no prototype, so that any key is one like any other. */
export function toObject(entries: Iterable<readonly [string, Tree]>): TreeObject {
  const object: Record<string, Tree> = Object.create(null);
  for (const [key, tree] of entries) object[key] = tree;
  return object;
}
