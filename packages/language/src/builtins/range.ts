import { isInt } from "../values/arithmetic.js";
import { type FunctionCall, type FunctionDefinition, NativeFunction } from "../values/function.js";
import { toInt } from "../values/int.js";
import { kindOf, type Value } from "../values/value.js";

/** `range(end)`, `range(start, end)`, `range(start, end, step)`: ints up to, not including, `end`. */
export const range: FunctionDefinition = (name) =>
  new NativeFunction(name, ["start", "end", "step"], "list", (args, call) => {
    if (args.length < 1 || args.length > 3)
      call.fail("wrong-argument-count", name, args.length < 1 ? 1 : 3, args.length);
    const [first = 0n, second, step = 1n] = args.map((value) => toBigInt(value, name, call));
    const [start, end] = second === undefined ? [0n, first] : [first, second];
    if (step === 0n) call.fail("function-failed", name, "the step must not be zero");
    const count = Number(countSteps(start, end, step));
    call.charge(count);
    return call.listOf(count, elementsFrom(start, end, step));
  });

/** Elements lie between both ends, so plain numbers serve where these are exact. */
function elementsFrom(start: bigint, end: bigint, step: bigint): (index: number) => Value {
  const [first, last, stride] = [Number(start), Number(end), Number(step)];
  if ([first, last, stride].every(Number.isSafeInteger)) return (index) => first + index * stride;
  return (index) => toInt(start + BigInt(index) * step);
}

function countSteps(start: bigint, end: bigint, step: bigint): bigint {
  const distance = step > 0n ? end - start : start - end;
  const stride = step > 0n ? step : -step;
  return distance <= 0n ? 0n : (distance + stride - 1n) / stride;
}

function toBigInt(value: Value, name: string, call: FunctionCall): bigint {
  return isInt(value) ? BigInt(value) : call.fail("argument-type", name, "int", kindOf(value));
}
