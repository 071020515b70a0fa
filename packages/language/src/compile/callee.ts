import { failAt } from "../messages/failure.js";
import { nearestName } from "../messages/nearest-name.js";
import type { Code, Frame } from "../runtime/frame.js";
import type { Location } from "../source/diagnostic.js";
import {
  type Expression,
  type Identifier,
  type SelectorExpression,
  withoutParentheses,
} from "../syntax/ast.js";
import { FunctionValue } from "../values/function.js";
import { receiverOf } from "../values/receiver.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import { compileObject, importIndexOf, readNamespace, readsImport } from "./access.js";
import type { Compilation } from "./compilation.js";
import { readCell } from "./names.js";
import { select, selectorOf } from "./selectors.js";

/** Compiles what a call calls: any expression, and for `object.name(…)` the object's method. */
export function compileCallee(node: Expression, site: Location, compilation: Compilation): Code {
  const callee = withoutParentheses(node);
  if (callee.kind !== "SelectorExpression") return compilation.expression(node);
  if (!readsImport(callee, compilation)) {
    const object = compileObject(callee.object, compilation);
    const find = compileMethod(callee, site, compilation);
    return (frame) => find(object(frame), frame);
  }
  const importName = withoutParentheses(callee.object) as Identifier;
  const slots = compilation.resolution.references.get(importName)?.slots ?? [];
  if (slots.length === 0) return compileImportedFunction(callee, site, compilation);
  const variable = readCell(slots);
  const value = compilation.expression(importName);
  const imported = compilation.expression(callee);
  const find = compileMethod(callee, site, compilation);
  return (frame) => (variable(frame) === undefined ? imported(frame) : find(value(frame), frame));
}

/** Finds what `object.name` calls, given the object. */
export function compileMethod(
  callee: SelectorExpression,
  site: Location,
  compilation: Compilation,
): (object: Value, frame: Frame) => Value {
  const { name } = callee;
  const selector = selectorOf(callee, compilation);
  const checkPath = compilePathCheck(callee, site, compilation);
  return (object, frame) => {
    const receiver = receiverOf(object);
    if (receiver !== undefined)
      return receiver.findMethod(name) ?? failAt(site, "unknown-function", name, undefined);
    checkPath?.(object, frame);
    return select(object, selector);
  };
}

/**
 * Calling an undefined value gives undefined (Language, Functions), but a function that an import
 * lacks is an error: otherwise a misspelt name would look like missing data.
 */
export function compileImportedFunction(
  callee: SelectorExpression,
  site: Location,
  compilation: Compilation,
): Code {
  const code = compilation.expression(callee);
  const index = importIndexOf(withoutParentheses(callee.object), compilation) ?? 0;
  const { name } = callee;
  const nameSite = compilation.location(callee.nameSpan);
  return (frame) => {
    const bound = frame.unit.imports[index];
    if (bound?.kind !== "namespace") return code(frame);
    const { namespace } = bound;
    if (namespace.findFunction !== undefined) return namespace.findFunction(name);
    const member = readNamespace(namespace, name, nameSite);
    if (member instanceof FunctionValue) return member;
    return failAt(site, "unknown-function", name, nearestName(name, namespace.names?.() ?? []));
  };
}

/** COMPAT (plugin SDK, framework): what `import.a.b(…)` says when `a` is there but has no methods. */
function compilePathCheck(
  callee: SelectorExpression,
  site: Location,
  compilation: Compilation,
): ((object: Value, frame: Frame) => void) | undefined {
  const names: string[] = [];
  let node: Expression = callee;
  for (;;) {
    if (node.kind === "SelectorExpression") {
      names.unshift(node.name);
      node = withoutParentheses(node.object);
    } else if (node.kind === "CallExpression") node = withoutParentheses(node.callee);
    else break;
  }
  const index = importIndexOf(node, compilation);
  if (index === undefined) return undefined;
  const path = names.join(".");
  return (object, frame) => {
    if (object instanceof UndefinedValue) return;
    if (frame.unit.imports[index]?.kind === "namespace") failAt(site, "no-methods", path);
  };
}
