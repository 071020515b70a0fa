import {
  anyType,
  type FunctionCall,
  isNumeric,
  isString,
  kindOf,
  quote,
  textOf,
  toFloat,
  toInt,
  type Value,
} from "@portcullis/language";
import {
  defineReceiver,
  type MethodDefinition,
  method,
  type ReceiverType,
} from "../define-receiver.js";
import {
  add,
  coefficientDigits,
  type DecimalNumber,
  decimalText,
  divide,
  modulo,
  multiply,
  negate,
  power,
  squareRoot,
  subtract,
  toWhole,
  transcendental,
} from "./decimal-number.js";
import { decimalOfNumber, parseDecimal } from "./parse-decimal.js";

/** Steps that an operation on a hundred digits is worth. */
const ARITHMETIC_STEPS = 50;
/** Steps that a power, root, logarithm or exponential is worth: up to some milliseconds. */
const SERIES_STEPS = 20_000;

/** A decimal as policies see it. */
export const decimalObject: ReceiverType<DecimalNumber> = defineReceiver<DecimalNumber>("decimal", {
  fields: {
    // Not documented: an int as long as it fits in 64 bits, its digits as a string beyond.
    coefficient: (number) => intOrText(coefficientDigits(number)),
    exponent: ({ exponent }) => exponent,
    float: ({ value }) => toFloat(value.toNumber()),
    int: truncated,
    sign: ({ value }) => (value.isZero() ? 0 : value.isNegative() ? -1 : 1),
    string: decimalText,
  },
  methods: {
    absolute: unary(({ value, exponent }) => ({ value: value.abs(), exponent })),
    add: binary(add),
    ceiling: unary((number) => toWhole(number, number.value.ceil())),
    divide: binary(divide),
    exp: series(({ value }) => transcendental(value.exp())),
    floor: unary((number) => toWhole(number, number.value.floor())),
    greater_than: comparison((order) => order > 0),
    greater_than_or_equals: comparison((order) => order >= 0),
    is: comparison((order) => order === 0),
    is_not: comparison((order) => order !== 0),
    less_than: comparison((order) => order < 0),
    less_than_or_equals: comparison((order) => order <= 0),
    log10: series(({ value }) => transcendental(value.log(10))),
    loge: series(({ value }) => transcendental(value.ln())),
    modulo: binary(modulo),
    multiply: binary(multiply),
    negate: unary(negate),
    power: binary(power, SERIES_STEPS),
    square_root: series(squareRoot),
    subtract: binary(subtract),
  },
  aliases: {
    abs: "absolute",
    ceil: "ceiling",
    div: "divide",
    gt: "greater_than",
    gte: "greater_than_or_equals",
    ln: "loge",
    log: "log10",
    lt: "less_than",
    lte: "less_than_or_equals",
    mod: "modulo",
    mul: "multiply",
    neg: "negate",
    pow: "power",
    rem: "modulo",
    remainder: "modulo",
    sqrt: "square_root",
    sub: "subtract",
  },
});

/** What a policy may give for a decimal: an int, a float, a string or a decimal. */
export function toDecimal(name: string, value: Value, call: FunctionCall): DecimalNumber {
  const number = decimalObject.stateOf(value);
  if (number !== undefined) return number;
  if (isNumeric(value)) return decimalOfNumber(value);
  if (!isString(value)) return call.fail("argument-type", name, "decimal", kindOf(value));
  const text = textOf(value);
  call.charge(text.length);
  const shown = quote(text.slice(0, MAX_SHOWN));
  return parseDecimal(text) ?? call.fail("function-failed", name, `${shown} is no decimal number`);
}

/** Characters of a text that a message repeats. */
const MAX_SHOWN = 100;

type Unary = (number: DecimalNumber) => DecimalNumber;
type Binary = (left: DecimalNumber, right: DecimalNumber) => DecimalNumber;

function unary(compute: Unary, steps = ARITHMETIC_STEPS): MethodDefinition<DecimalNumber> {
  return method({}, (number: DecimalNumber, _args, call) => {
    call.charge(steps);
    return decimalObject.of(compute(number));
  });
}

function series(compute: Unary): MethodDefinition<DecimalNumber> {
  return unary(compute, SERIES_STEPS);
}

function binary(compute: Binary, steps = ARITHMETIC_STEPS): MethodDefinition<DecimalNumber> {
  return (name) =>
    method({ operand: anyType }, (number: DecimalNumber, { operand }, call) => {
      call.charge(steps);
      return decimalObject.of(compute(number, toDecimal(name, operand, call)));
    })(name);
}

/** The order is NaN when one of the numbers is. */
function comparison(decide: (order: number) => boolean): MethodDefinition<DecimalNumber> {
  return (name) =>
    method({ operand: anyType }, ({ value }: DecimalNumber, { operand }, call) => {
      call.charge(ARITHMETIC_STEPS);
      return decide(value.cmp(toDecimal(name, operand, call).value));
    })(name);
}

/** The int without the digits after the point; `undefined` beyond 64 bits. */
function truncated({ value }: DecimalNumber): Value | undefined {
  if (!value.isFinite() || value.e > 18) return undefined;
  const whole = BigInt(value.trunc().toFixed());
  return BigInt.asIntN(64, whole) === whole ? toInt(whole) : undefined;
}

function intOrText(digits: string): Value {
  const whole = BigInt(digits);
  return BigInt.asIntN(64, whole) === whole ? toInt(whole) : digits;
}
