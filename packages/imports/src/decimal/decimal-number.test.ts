import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  coefficientDigits,
  decimalText,
  divide,
  multiply,
  subtract,
} from "./decimal-number.js";
import { parseDecimal } from "./parse-decimal.js";

const digits = fc.bigInt(0n, 10n ** 100n - 1n);
const exponent = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
const text = fc
  .tuple(fc.boolean(), digits, exponent)
  .map(([negative, coefficient, power]) => `${negative ? "-" : ""}${coefficient}E${power}`);

function read(number: string) {
  const parsed = parseDecimal(number);
  if (parsed === undefined) throw new Error(`cannot read ${number}`);
  return parsed;
}

describe("decimals", () => {
  it("keep coefficient and exponent, and read back from their text", () => {
    fc.assert(
      fc.property(digits, exponent, (coefficient, power) => {
        const number = read(`${coefficient}E${power}`);
        expect(coefficientDigits(number)).toBe(String(coefficient));
        expect(number.exponent).toBe(power);
        const again = read(decimalText(number));
        expect(again.exponent).toBe(power);
        expect(decimalText(again)).toBe(decimalText(number));
      }),
    );
  });

  it("undo a sum and a product that fit", () => {
    const short = fc.bigInt(1n, 10n ** 40n).map(String);
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(decimalText(subtract(add(read(a), read(b)), read(b)))).toBe(a);
        expect(decimalText(divide(multiply(read(a), read(b)), read(b)))).toBe(a);
      }),
    );
  });

  it("never have more than a hundred digits", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        for (const operation of [add, subtract, multiply, divide])
          expect(coefficientDigits(operation(read(a), read(b))).length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
