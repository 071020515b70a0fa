import { formatValue } from "../values/format.js";
import { type FunctionCall, type FunctionDefinition, NativeFunction } from "../values/function.js";
import type { Value } from "../values/value.js";

/** LIMIT: characters of what `error` says; the output has room for more. */
const MAX_ERROR_TEXT = 10_000;

/** `print(v, …)`: writes the values on one line, spaces in between. True as a result. */
export const print: FunctionDefinition = (name) =>
  new NativeFunction(name, ["values"], "bool", (args, call) => {
    call.print(format(args, call));
    return true;
  });

/** `error(v, …)`: ends the policy with an error whose text is what `print` would write. */
export const error: FunctionDefinition = (name) =>
  new NativeFunction(name, ["values"], "undefined", (args, call) =>
    call.fail("error-called", format(args, call).slice(0, MAX_ERROR_TEXT)),
  );

function format(args: readonly Value[], call: FunctionCall): string {
  return args.map((value) => formatValue(value, call)).join(" ");
}
