import { applying, indexAssigning } from "../compile/assignments.js";
import { compileFunctionLiteral } from "../compile/functions.js";
import { compileNamedRule } from "../compile/rules.js";
import {
  type AssignStatement,
  type Identifier,
  type IndexExpression,
  withoutParentheses,
} from "../syntax/ast.js";
import { type Fragment, js } from "./fragment.js";
import { writeAssignment, writeCell, writeName } from "./names.js";
import type { Unit } from "./unit.js";

/** `x = v`, `x[i] = v` and their forms with an operator. */
export function writeAssign(node: AssignStatement, unit: Unit): void {
  const { target } = node;
  if (target.kind === "IndexExpression") {
    writeIndexAssignment(node, target, unit);
    return;
  }
  const reference = unit.compilation.resolution.references.get(target);
  unit.temporaries(2, (value, current) => {
    const apply = applying(node, unit.compilation);
    if (apply === undefined) writeAssignedCell(node, target, value, unit);
    else {
      writeName(target, current, unit);
      unit.expression(node.value, value);
      unit.write(js`${value} = ${unit.constant(apply)}(${current}, ${value}, ${unit.frame});`);
    }
    writeAssignment(reference, value, unit);
  });
}

/** A rule is assigned as it is, unevaluated, and so is a variable that may hold one. */
function writeAssignedCell(
  node: AssignStatement,
  target: Identifier,
  into: Fragment,
  unit: Unit,
): void {
  const { compilation } = unit;
  const closure = (code: unknown) =>
    unit.write(js`${into} = ${unit.constant(code)}(${unit.frame});`);
  const value = withoutParentheses(node.value);
  switch (value.kind) {
    case "RuleExpression":
      closure(compileNamedRule(value, node, compilation));
      return;
    case "FunctionLiteral":
      closure(compileFunctionLiteral(value, compilation, target.name));
      return;
    case "Identifier":
      writeCell(value, into, unit);
      return;
    default:
      unit.expression(node.value, into);
      return;
  }
}

/** The value first, then the target (Language Specification, Assignments). */
function writeIndexAssignment(node: AssignStatement, target: IndexExpression, unit: Unit): void {
  const assign = unit.constant(indexAssigning(node, target, unit.compilation));
  unit.temporaries(3, (given, container, key) => {
    unit.expression(node.value, given);
    unit.expression(target.object, container);
    unit.expression(target.index, key);
    unit.write(js`${assign}(${given}, ${container}, ${key}, ${unit.frame});`);
  });
}
