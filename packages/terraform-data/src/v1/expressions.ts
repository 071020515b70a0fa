import type { Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { isObject, type JsonObject, member } from "../json/json-object.js";

/** LIMIT: how deep blocks may nest; each level takes a few frames of the host's stack. */
const MAX_BLOCK_DEPTH = 200;

/** An expression taken apart. `constant` is `undefined` for one that is not a constant. */
interface SplitExpression {
  readonly constant: Value | undefined;
  readonly references: Value;
}

/**
 * COMPAT (tfconfig, first generation): the expressions of a block as two maps. `config` has the
 * constants alone, `references` every attribute, with an empty list for constants; nested blocks
 * are kept in both, also when nothing is left of them.
 */
export function splitExpressions(
  node: JsonNode,
  key: string,
): { readonly config: Value; readonly references: Value } {
  return splitBlock(node.child(key).object, node, 0);
}

export function splitExpression(expression: Value): SplitExpression {
  if (!isObject(expression)) return { constant: undefined, references: [] };
  return {
    constant: member(expression, "constant_value"),
    references: member(expression, "references") ?? [],
  };
}

function splitBlock(
  block: JsonObject,
  node: JsonNode,
  depth: number,
): { readonly config: Value; readonly references: Value } {
  if (depth > MAX_BLOCK_DEPTH)
    node.failHere(`has blocks that nest more than ${MAX_BLOCK_DEPTH} levels deep`);
  const config: [string, Value][] = [];
  const references: [string, Value][] = [];
  for (const name of Object.keys(block)) {
    const expression = block[name] ?? null;
    if (Array.isArray(expression)) {
      const blocks = expression.map((item: Value) =>
        splitBlock(isObject(item) ? item : {}, node, depth + 1),
      );
      config.push([name, blocks.map((each) => each.config)]);
      references.push([name, blocks.map((each) => each.references)]);
    } else if (isObject(expression) && !isExpression(expression)) {
      const nested = splitBlock(expression, node, depth + 1);
      config.push([name, nested.config]);
      references.push([name, nested.references]);
    } else {
      const { constant, references: found } = splitExpression(expression);
      if (constant !== undefined) config.push([name, constant]);
      references.push([name, found]);
    }
  }
  return { config: Object.fromEntries(config), references: Object.fromEntries(references) };
}

/** An attribute, not a block of which there is only one; both are objects. */
function isExpression(object: JsonObject): boolean {
  const keys = Object.keys(object);
  return (
    keys.length === 0 ||
    Object.hasOwn(object, "constant_value") ||
    Array.isArray(member(object, "references"))
  );
}
