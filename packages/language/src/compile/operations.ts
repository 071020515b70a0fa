import type { Code, Frame } from "../runtime/frame.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";

// What a node does with the values of its operands. Both engines take these from the same files;
// each arranges in its own way how the operands come about.

export type UnaryOperation = (operand: Value, frame: Frame) => Value;
export type BinaryOperation = (left: Value, right: Value, frame: Frame) => Value;

export function unary(operand: Code, apply: UnaryOperation): Code {
  return (frame) => apply(operand(frame), frame);
}

/** Evaluates the left operand, then the right one. */
export function binary(left: Code, right: Code, apply: BinaryOperation): Code {
  return (frame) => apply(left(frame), right(frame), frame);
}

/** Undefined on either side is the result as it is, so that the place where it arose is kept. */
export function strict(apply: BinaryOperation): BinaryOperation {
  return (left, right, frame) => {
    if (left instanceof UndefinedValue) return left;
    if (right instanceof UndefinedValue) return right;
    return apply(left, right, frame);
  };
}
