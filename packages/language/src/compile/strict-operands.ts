import type { Code, Frame } from "../runtime/frame.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";

/**
 * Evaluates the left operand, then the right one, and applies an operator to them; undefined on
 * either side is the result as it is, so that the place where it arose is kept.
 */
export function strictOperands(
  left: Code,
  right: Code,
  apply: (first: Value, second: Value, frame: Frame) => Value,
): Code {
  return (frame) => {
    const first = left(frame);
    const second = right(frame);
    if (first instanceof UndefinedValue) return first;
    if (second instanceof UndefinedValue) return second;
    return apply(first, second, frame);
  };
}
