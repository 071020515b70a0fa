import { isTreeObject, type Tree } from "./tree.js";

/** A document as JSON without white space: what may be forwarded in place of what was received. */
export function writeDocument(tree: Tree): string {
  if (Array.isArray(tree)) return `[${tree.map(writeDocument).join(",")}]`;
  if (isTreeObject(tree)) {
    const members = Object.entries(tree).map(
      ([key, value]) => `${JSON.stringify(key)}:${writeDocument(value)}`,
    );
    return `{${members.join(",")}}`;
  }
  if (typeof tree === "bigint") return tree.toString();
  return Object.is(tree, -0) ? "-0" : JSON.stringify(tree);
}
