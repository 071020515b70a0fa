import type { Code } from "../runtime/frame.js";
import { UndefinedValue } from "../values/undefined.js";

/** Compiles `a else b`: the right side counts, and is evaluated, only where the left is undefined. */
export function compileElse(left: Code, right: Code): Code {
  return (frame) => {
    const value = left(frame);
    return value instanceof UndefinedValue ? right(frame) : value;
  };
}
