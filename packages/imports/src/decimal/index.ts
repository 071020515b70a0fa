import { anyType, boolType, type FunctionDefinition, fn, intType } from "@portcullis/language";
import { defineImport } from "../define-import.js";
import type { DecimalNumber } from "./decimal-number.js";
import { decimalObject, toDecimal } from "./decimal-object.js";
import { notFinite } from "./parse-decimal.js";

export const decimal = defineImport(
  "decimal",
  {
    functions: {
      infinity: fn({ sign: intType }, anyType, ({ sign }) =>
        decimalObject.of(notFinite(sign < 0 ? -Infinity : Infinity)),
      ),
      is_infinite: predicate((value) => !value.isFinite() && !value.isNaN()),
      is_nan: predicate((value) => value.isNaN()),
      new: fn({ v: anyType }, anyType, ({ v }, call) => {
        return decimalObject.of(toDecimal("new", v, call));
      }),
    },
    values: { nan: decimalObject.of(notFinite(Number.NaN)) },
    aliases: {
      inf: "infinity",
      is_inf: "is_infinite",
      isinf: "is_infinite",
      isinfinite: "is_infinite",
      isnan: "is_nan",
    },
  },
  { receivers: [decimalObject] },
);

function predicate(holds: (value: DecimalNumber["value"]) => boolean): FunctionDefinition {
  return (name) =>
    fn({ d: anyType }, boolType, ({ d }, call) => holds(toDecimal(name, d, call).value))(name);
}
