import { failAt } from "../messages/failure.js";
import type { Code } from "../runtime/frame.js";
import type { Location } from "../source/diagnostic.js";
import type {
  BinaryExpression,
  Expression,
  LogicalOperator,
  UnaryExpression,
} from "../syntax/ast.js";
import { withoutParentheses } from "../syntax/ast.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";

// Three-valued logic, evaluated from left to right (Language Specification, Logical operators).
// Only `false and …` and `true or …` leave the right side out: `undefined and false` is undefined
// although `false and undefined` is false.

export function compileLogic(
  operator: LogicalOperator,
  node: BinaryExpression,
  compilation: Compilation,
): Code {
  const left = operand(node.left, operator, compilation);
  const compiledRight = operand(node.right, operator, compilation);
  const name = undefined;
  const decides = (value: boolean) =>
    compilation.covered(
      { kind: "left", name, span: node.left.span },
      left,
      (truth) => truth === value,
    );
  const right = () =>
    compilation.covered({ kind: "right", name, span: node.right.span }, compiledRight);
  switch (operator) {
    case "and":
      return and(decides(false), right());
    case "or":
      if (isPrint(node.left, compilation)) return orAfterPrint(left, compiledRight);
      return or(decides(true), right());
    case "xor":
      return xor(left, compiledRight);
  }
}

/** Compiles `not x` and `!x`. */
export function compileNot(node: UnaryExpression, compilation: Compilation): Code {
  const value = operand(node.operand, node.operator, compilation);
  return (frame) => {
    const truth = value(frame);
    return typeof truth === "boolean" ? !truth : truth;
  };
}

/** An operand's value: a bool, or undefined. */
type Truth = (frame: Parameters<Code>[0]) => boolean | UndefinedValue;

function operand(node: Expression, operator: string, compilation: Compilation): Truth {
  const code = compilation.expression(node);
  const check = truthCheck(node, operator, compilation);
  return check === undefined ? (code as Truth) : (frame) => check(code(frame));
}

/** Fails for an operand that is no truth; none where the operand's own operator shows that it is one. */
export function truthCheck(
  node: Expression,
  operator: string,
  compilation: Compilation,
): ((value: Value) => boolean | UndefinedValue) | undefined {
  if (isTruth(node)) return undefined;
  const site = compilation.location(node.span);
  return (value) => toTruth(value, operator, site);
}

/** Whether an expression, as its operator shows, comes to nothing but a bool or undefined. */
export function isTruth(node: Expression): boolean {
  const expression = withoutParentheses(node);
  switch (expression.kind) {
    case "BinaryExpression":
      return !["else", "+", "-", "*", "/", "%"].includes(expression.operator);
    case "UnaryExpression":
      return expression.operator === "not" || expression.operator === "!";
    case "QuantifierExpression":
      return expression.quantifier === "all" || expression.quantifier === "any";
    default:
      return expression.kind === "StateExpression";
  }
}

function toTruth(value: Value, operator: string, site: Location): boolean | UndefinedValue {
  if (typeof value === "boolean" || value instanceof UndefinedValue) return value;
  return failAt(site, "not-boolean", `an operand of "${operator}"`, kindOf(value));
}

function and(left: Truth, right: Truth): Code {
  return (frame) => {
    const first = left(frame);
    if (first === false) return false;
    const second = right(frame);
    return first === true ? second : first;
  };
}

function or(left: Truth, right: Truth): Code {
  return (frame) => {
    const first = left(frame);
    if (first === true) return true;
    const second = right(frame);
    return first === false || second === true ? second : first;
  };
}

/**
 * COMPAT (Debugging): `print(…) or x` evaluates `x` although `print` returns true, so that a print
 * can be put before any condition without changing what is evaluated.
 */
function orAfterPrint(left: Truth, right: Truth): Code {
  return (frame) => {
    left(frame);
    right(frame);
    return true;
  };
}

function xor(left: Truth, right: Truth): Code {
  return (frame) => {
    const first = left(frame);
    const second = right(frame);
    if (first instanceof UndefinedValue) return first;
    return second instanceof UndefinedValue ? second : first !== second;
  };
}

/** `print(…)`, or several in a row: `print(…) or print(…)`. */
export function isPrint(node: Expression, compilation: Compilation): boolean {
  const expression = withoutParentheses(node);
  if (expression.kind === "BinaryExpression") {
    const { operator, left, right } = expression;
    return operator === "or" && isPrint(left, compilation) && isPrint(right, compilation);
  }
  if (expression.kind !== "CallExpression") return false;
  const callee = withoutParentheses(expression.callee);
  if (callee.kind !== "Identifier" || callee.name !== "print") return false;
  return compilation.resolution.references.get(callee)?.slots.length === 0;
}
