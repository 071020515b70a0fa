import { renderNumber } from "./render-number.js";

/** A number as `digits * 10 ** exponent`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/**
 * LIMIT: significant digits of a computed number, rounded half to even. It is about the 512 bits that
 * HCL computes with, and bounds what a chain of operators costs.
 */
export const MAX_DIGITS = 154;

/** Reads a decimal number as HCL writes them; the text must be one. */
export function parseDecimal(text: string): Decimal {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = (whole + fraction).replace(/^0+/, "");
  // Digits far beyond the limit are cut before they are read, as reading them takes quadratic time.
  const kept = all.slice(0, 4 * MAX_DIGITS);
  const digits = BigInt(`${sign === "-" ? "-" : ""}${kept === "" ? "0" : kept}`);
  return round({ digits, exponent: Number(exponent) - fraction.length + all.length - kept.length });
}

/** The number as a literal, `-` in front if it is negative; written out unless it is long. */
export function renderDecimal({ digits, exponent }: Decimal): string {
  const [, kept = "0", zeros = ""] = /^(-?\d+?)(0*)$/.exec(String(digits)) ?? [];
  const text = `${kept}e${exponent + zeros.length}`;
  return renderNumber(text) ?? text;
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = align(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [left, right, exponent] = align(a, b);
  return round({ digits: left + right, exponent });
}

export function negate({ digits, exponent }: Decimal): Decimal {
  return { digits: -digits, exponent };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return round({ digits: a.digits * b.digits, exponent: a.exponent + b.exponent });
}

/** The quotient to the last digit that counts; `b` must not be zero. */
export function divide(a: Decimal, b: Decimal): Decimal {
  const scale = 2 * MAX_DIGITS;
  const digits = (a.digits * 10n ** BigInt(scale)) / b.digits;
  return round({ digits, exponent: a.exponent - b.exponent - scale });
}

/** What is left of `a`, with its sign, when `b` is taken away as often as possible. */
export function remainder(a: Decimal, b: Decimal): Decimal {
  const [left, right, exponent] = align(a, b);
  return round({ digits: left % right, exponent });
}

/** Both numbers' digits for the smaller of their exponents. */
function align(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (number: Decimal) => number.digits * 10n ** BigInt(number.exponent - exponent);
  return [scaled(a), scaled(b), exponent];
}

function round({ digits, exponent }: Decimal): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  const excess = String(digits).replace("-", "").length - MAX_DIGITS;
  if (excess <= 0) return { digits, exponent };
  const unit = 10n ** BigInt(excess);
  const quotient = digits / unit;
  const rest = digits % unit;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const isUp = twice > unit || (twice === unit && quotient % 2n !== 0n);
  const step = digits < 0n ? -1n : 1n;
  return { digits: isUp ? quotient + step : quotient, exponent: exponent + excess };
}
