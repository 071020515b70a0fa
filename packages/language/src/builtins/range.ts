import { isInt } from "../values/arithmetic.js";
import { type FunctionCall, type FunctionDefinition, NativeFunction } from "../values/function.js";
import { kindOf, type Value } from "../values/value.js";

/** `range(end)`, `range(start, end)`, `range(start, end, step)`: ints up to, not including, `end`. */
export const range: FunctionDefinition = (name) =>
  new NativeFunction(name, ["start", "end", "step"], "list", (args, call) => {
    if (args.length < 1 || args.length > 3)
      call.fail("wrong-argument-count", name, args.length < 1 ? 1 : 3, args.length);
    const [first = 0, second, step = 1] = args.map((value) => toNumber(value, name, call));
    const [start, end] = second === undefined ? [0, first] : [first, second];
    if (step === 0) call.fail("function-failed", name, "the step must not be zero");
    const count = Math.max(0, Math.ceil((end - start) / step));
    call.charge(count);
    return call.listOf(count, (index) => start + index * step);
  });

function toNumber(value: Value, name: string, call: FunctionCall): number {
  return isInt(value) ? Number(value) : call.fail("argument-type", name, "int", kindOf(value));
}
