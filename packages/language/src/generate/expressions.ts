import { sign, signedNumber } from "../compile/arithmetic.js";
import { compileFunctionLiteral } from "../compile/functions.js";
import { numberOf, stringOf } from "../compile/literals.js";
import { compileRule } from "../compile/rules.js";
import type { Expression } from "../syntax/ast.js";
import { writeAccess } from "./access.js";
import { writeCall } from "./calls.js";
import { writeList, writeMap } from "./collections.js";
import type { Fragment } from "./fragment.js";
import { js } from "./fragment.js";
import { writeName } from "./names.js";
import { writeBinary, writeNot, writeState } from "./operators.js";
import { writeQuantifier } from "./quantifiers.js";
import type { Unit } from "./unit.js";

/** Writes code that leaves the value of an expression in a variable. */
export function writeExpression(node: Expression, into: Fragment, unit: Unit): void {
  const { compilation } = unit;
  const constant = (value: unknown) => unit.write(js`${into} = ${unit.constant(value)};`);
  /** What makes a function or rule needs the frame that it will remember, and nothing else. */
  const closure = (code: unknown) =>
    unit.write(js`${into} = ${unit.constant(code)}(${unit.frame});`);
  switch (node.kind) {
    case "Identifier":
      writeName(node, into, unit);
      return;
    case "NumberLiteral":
      constant(numberOf(node));
      return;
    case "StringLiteral":
      constant(stringOf(node));
      return;
    case "ListLiteral":
      writeList(node, into, unit);
      return;
    case "MapLiteral":
      writeMap(node, into, unit);
      return;
    case "FunctionLiteral":
      closure(compileFunctionLiteral(node, compilation));
      return;
    case "RuleExpression":
      closure(compileRule(node, compilation));
      return;
    case "QuantifierExpression":
      writeQuantifier(node, into, unit);
      return;
    case "ParenthesizedExpression":
      unit.expression(node.expression, into);
      return;
    case "BinaryExpression":
      writeBinary(node, into, unit);
      return;
    case "StateExpression":
      writeState(node, into, unit);
      return;
    case "UnaryExpression": {
      if (node.operator === "not" || node.operator === "!") {
        writeNot(node, into, unit);
        return;
      }
      const number = signedNumber(node);
      if (number !== undefined) {
        constant(number);
        return;
      }
      unit.expression(node.operand, into);
      unit.write(js`${into} = ${unit.constant(sign(node, compilation))}(${into});`);
      return;
    }
    case "SelectorExpression":
    case "IndexExpression":
    case "SliceExpression":
      writeAccess(node, into, unit);
      return;
    case "CallExpression":
      writeCall(node, into, unit);
      return;
  }
}
