import { operationOf, type StrictOperator } from "../compile/binary-operations.js";
import { equalityWith, state, textOrNull } from "../compile/comparison.js";
import { isPrint, isTruth, truthCheck } from "../compile/logic.js";
import { isShort } from "../runtime/budget.js";
import type {
  BinaryExpression,
  Expression,
  StateExpression,
  UnaryExpression,
} from "../syntax/ast.js";
import { constantsOf, writeConstantSearch } from "./constant-lists.js";
import { type Fragment, js } from "./fragment.js";
import type { Unit } from "./unit.js";

export function writeBinary(node: BinaryExpression, into: Fragment, unit: Unit): void {
  const { operator } = node;
  switch (operator) {
    case "and":
    case "or":
    case "xor":
      writeLogic(operator, node, into, unit);
      return;
    case "else":
      unit.expression(node.left, into);
      unit.when(js`${into} instanceof UndefinedValue`, () => unit.expression(node.right, into));
      return;
    case "==":
    case "is":
    case "!=":
    case "is not":
      writeEquality(operator, node, into, unit);
      return;
    default:
      writeStrict(operator, node, into, unit);
      return;
  }
}

function writeStrict(
  operator: StrictOperator,
  node: BinaryExpression,
  into: Fragment,
  unit: Unit,
): void {
  unit.expression(node.left, into);
  const apply = unit.constant(operationOf(node, operator, unit.compilation));
  const isSearch = operator === "in" || operator === "not in";
  const constants = isSearch ? constantsOf(node.right, unit) : undefined;
  if (constants !== undefined) {
    writeConstantSearch(node, constants, apply, into, unit);
    return;
  }
  unit.temporaries(1, (right) => {
    unit.expression(node.right, right);
    unit.write(js`${into} = ${apply}(${into}, ${right}, ${unit.frame});`);
  });
}

/** Most comparisons are with a text or null, and most values of the same type; these need no call. */
function writeEquality(
  operator: "==" | "is" | "!=" | "is not",
  node: BinaryExpression,
  into: Fragment,
  unit: Unit,
): void {
  const constant = textOrNull(node.right, unit.compilation);
  if (constant === undefined) {
    writeStrict(operator, node, into, unit);
    return;
  }
  const negated = operator === "!=" || operator === "is not";
  unit.expression(node.left, into);
  const apply = unit.constant(equalityWith(constant, negated, node.operatorSpan, unit.compilation));
  const call = js`${apply}(${into}, ${unit.frame})`;
  const known = unit.constant(constant);
  const compared = negated ? js`${into} !== ${known}` : js`${into} === ${known}`;
  if (constant !== null && !isShort(constant.length)) {
    unit.write(js`${into} = ${call};`);
    return;
  }
  const alike = js`typeof ${into} === "string" || ${into} === null`;
  unit.write(js`${into} = ${alike} ? ${compared} : ${call};`);
}

function writeLogic(
  operator: "and" | "or" | "xor",
  { left, right }: BinaryExpression,
  into: Fragment,
  unit: Unit,
): void {
  writeTruth(left, operator, into, unit);
  unit.temporaries(1, (second) => {
    const evaluate = () => writeTruth(right, operator, second, unit);
    if (operator === "or" && isPrint(left, unit.compilation)) {
      evaluate();
      unit.write(js`${into} = true;`);
    } else if (operator === "and") {
      unit.when(js`${into} !== false`, () => {
        evaluate();
        unit.write(js`if (${into} === true) ${into} = ${second};`);
      });
    } else if (operator === "or") {
      unit.when(js`${into} !== true`, () => {
        evaluate();
        unit.write(js`if (${into} === false || ${second} === true) ${into} = ${second};`);
      });
    } else {
      evaluate();
      const known = js`(${second} instanceof UndefinedValue ? ${second} : ${into} !== ${second})`;
      unit.write(js`${into} = ${into} instanceof UndefinedValue ? ${into} : ${known};`);
    }
  });
}

/** Leaves a bool or undefined in the variable, or fails. */
function writeTruth(node: Expression, operator: string, into: Fragment, unit: Unit): void {
  unit.expression(node, into);
  const check = truthCheck(node, operator, unit.compilation);
  if (check !== undefined)
    unit.write(js`if (typeof ${into} !== "boolean") ${unit.constant(check)}(${into});`);
}

/** `not x` and `!x`. */
export function writeNot(node: UnaryExpression, into: Fragment, unit: Unit): void {
  writeTruth(node.operand, node.operator, into, unit);
  unit.write(js`if (typeof ${into} === "boolean") ${into} = !${into};`);
}

/** `x is empty` and `x is defined`, and their negations. */
export function writeState(node: StateExpression, into: Fragment, unit: Unit): void {
  unit.expression(node.operand, into);
  if (node.state === "empty") {
    const apply = unit.constant(state(node, unit.compilation));
    unit.write(js`${into} = ${apply}(${into}, ${unit.frame});`);
    return;
  }
  const isUndefined = js`${into} instanceof UndefinedValue`;
  unit.write(js`${into} = ${node.negated ? isUndefined : js`!(${isUndefined})`};`);
}

/** Leaves a bool or undefined: a value of another type becomes what `noTruth` is. */
export function writeAsTruth(
  node: Expression,
  noTruth: Fragment,
  into: Fragment,
  unit: Unit,
): void {
  unit.expression(node, into);
  if (isTruth(node)) return;
  unit.when(js`typeof ${into} !== "boolean" && !(${into} instanceof UndefinedValue)`, () =>
    unit.write(js`${into} = ${noTruth};`),
  );
}
