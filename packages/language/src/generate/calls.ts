import { importIndexOf, readsImport } from "../compile/access.js";
import { compileImportedFunction, compileMethod } from "../compile/callee.js";
import { calling } from "../compile/calls.js";
import {
  type CallExpression,
  type Expression,
  type Identifier,
  type SelectorExpression,
  withoutParentheses,
} from "../syntax/ast.js";
import { writeObject } from "./access.js";
import { writeValues } from "./collections.js";
import { type Fragment, js } from "./fragment.js";
import { writeName, writeVariable } from "./names.js";
import type { Unit } from "./unit.js";

/** `f(a, b)`: the function first, then the arguments from left to right. */
export function writeCall(node: CallExpression, into: Fragment, unit: Unit): void {
  writeCallee(node, into, unit);
  const site = unit.constant(unit.compilation.location(node.span));
  const apply = unit.constant(calling(node, unit.compilation));
  writeValues(node.args, unit, (args) => {
    const own = js`${into}.invoke(${args}, ${site})`;
    const other = js`${apply}(${into}, ${args}, ${unit.frame})`;
    unit.write(js`${into} = ${into} instanceof Closure ? ${own} : ${other};`);
  });
}

/** What a call calls: any expression, and for `object.name(…)` the object's method. */
function writeCallee({ callee: node, span }: CallExpression, into: Fragment, unit: Unit): void {
  const { compilation } = unit;
  const site = compilation.location(span);
  const callee = withoutParentheses(node);
  if (callee.kind !== "SelectorExpression") {
    unit.expression(node, into);
    return;
  }
  const find = () => unit.constant(compileMethod(callee, site, compilation));
  if (!readsImport(callee, compilation)) {
    writeObject(callee.object, into, unit);
    unit.write(js`${into} = ${find()}(${into}, ${unit.frame});`);
    return;
  }
  const name = withoutParentheses(callee.object) as Identifier;
  if (importIndexOf(name, compilation) !== undefined) {
    const imported = unit.constant(compileImportedFunction(callee, site, compilation));
    unit.write(js`${into} = ${imported}(${unit.frame});`);
    return;
  }
  writeShadowedImport(name, callee, find(), into, unit);
}

/** `strings.split` where a variable may be called `strings`. */
function writeShadowedImport(
  name: Identifier,
  callee: SelectorExpression,
  find: Fragment,
  into: Fragment,
  unit: Unit,
): void {
  writeVariable(name, into, unit, () => {});
  unit.when(js`${into} === undefined`, () => unit.expression(callee as Expression, into));
  unit.block(js`else`, () => {
    writeName(name, into, unit);
    unit.write(js`${into} = ${find}(${into}, ${unit.frame});`);
  });
}
