import { Decimal as Library } from "decimal.js";

/** Significant digits of every result (documentation page "decimal"). */
export const DIGITS = 100;

/**
 * LIMIT: the exponent of the first digit has 32 bits: what is larger is infinite, what is smaller
 * zero. No operation takes longer for a large exponent, as digits are never written out.
 */
const MAX_EXPONENT = 2 ** 31 - 1;

/** The library with as many digits as results have. */
export const Rounded = Library.clone({
  precision: DIGITS,
  rounding: Library.ROUND_HALF_UP,
  modulo: Library.ROUND_DOWN,
  maxE: MAX_EXPONENT,
  minE: -MAX_EXPONENT,
  defaults: true,
});

/** The library with enough digits to multiply two results exactly. */
const Exact = Rounded.clone({ precision: 2 * DIGITS + 10 });

/**
 * A number as sign, coefficient and exponent: 1.50 has the coefficient 150 and the exponent -2. The
 * library holds the value; it knows of no zeros at the end, so the exponent is ours.
 */
export interface DecimalNumber {
  readonly value: Library;
  /** The power of ten of the coefficient's last digit; 0 for what is not finite. */
  readonly exponent: number;
}

/**
 * A value with an exponent as close to `ideal` as its digits allow, which is how the General Decimal
 * Arithmetic chooses the zeros at the end of an exact result.
 */
export function withExponent(value: Library, ideal: number): DecimalNumber {
  if (!value.isFinite()) return { value, exponent: 0 };
  if (value.isZero()) return { value, exponent: zeroExponent(ideal) };
  return { value, exponent: Math.max(Math.min(lastDigit(value), ideal), value.e - DIGITS + 1) };
}

/** Zero has no digits to go by: it has the exponent that is ideal, or none. */
function zeroExponent(ideal: number): number {
  if (!Number.isFinite(ideal)) return 0;
  return Math.min(Math.max(ideal, -MAX_EXPONENT), MAX_EXPONENT);
}

/** A result that had to be rounded has all digits there are. */
export function withAllDigits(value: Library): DecimalNumber {
  return withExponent(value, Number.NEGATIVE_INFINITY);
}

/** Zero with the sign of a number. */
function zeroLike(value: Library): Library {
  return new Rounded(value.isNegative() ? -0 : 0);
}

/** The power of ten of the last digit that is not zero. */
function lastDigit(value: Library): number {
  return value.e - value.precision() + 1;
}

export function add(left: DecimalNumber, right: DecimalNumber): DecimalNumber {
  return withExponent(left.value.plus(right.value), Math.min(left.exponent, right.exponent));
}

export function subtract(left: DecimalNumber, right: DecimalNumber): DecimalNumber {
  return withExponent(left.value.minus(right.value), Math.min(left.exponent, right.exponent));
}

export function multiply(left: DecimalNumber, right: DecimalNumber): DecimalNumber {
  return withExponent(left.value.times(right.value), left.exponent + right.exponent);
}

export function divide(left: DecimalNumber, right: DecimalNumber): DecimalNumber {
  const value = left.value.div(right.value);
  const isExact = value.isZero() || isProduct(left.value, value, right.value);
  return isExact ? withExponent(value, left.exponent - right.exponent) : withAllDigits(value);
}

/** The remainder of the division that cuts its result off; it has the sign of `left`. */
export function modulo(left: DecimalNumber, right: DecimalNumber): DecimalNumber {
  // A quotient of more digits than there are cannot be cut off exactly.
  const isPossible = left.value.e - right.value.e < DIGITS;
  const isDivision = left.value.isFinite() && right.value.isFinite() && !right.value.isZero();
  if (isDivision && !left.value.isZero() && !isPossible) return withExponent(new Rounded(NaN), 0);
  const exponent = right.value.isFinite() ? Math.min(left.exponent, right.exponent) : left.exponent;
  const remainder = left.value.mod(right.value);
  return withExponent(remainder.isZero() ? zeroLike(left.value) : remainder, exponent);
}

export function power(base: DecimalNumber, exponent: DecimalNumber): DecimalNumber {
  const { value: times } = exponent;
  const isUndecided = base.value.isZero() && times.isZero();
  const isComplex = base.value.isNegative() && !times.isInteger() && !base.value.isZero();
  if (isUndecided || isComplex) return withExponent(new Rounded(NaN), 0);
  const value = base.value.pow(times);
  if (times.isZero() || value.isZero()) return withExponent(value, 0);
  if (!times.isInteger() || times.isNegative()) return roundedUnlessShort(value);
  // The other factor may be infinite.
  return withExponent(value, base.exponent === 0 ? 0 : base.exponent * times.toNumber());
}

/** COMPAT (the arithmetic library of the language's runtime): an exact root has no zeros at its end. */
export function squareRoot({ value, exponent }: DecimalNumber): DecimalNumber {
  const root = value.sqrt();
  if (root.isZero()) return withExponent(root, Math.floor(exponent / 2));
  return isProduct(value, root, root)
    ? withExponent(root, Number.POSITIVE_INFINITY)
    : withAllDigits(root);
}

/** The number with the other sign; zero keeps none. */
export function negate({ value, exponent }: DecimalNumber): DecimalNumber {
  return { value: value.isZero() ? value.abs() : value.neg(), exponent };
}

/** The exponential function and the logarithms. */
export function transcendental(value: Library): DecimalNumber {
  return roundedUnlessShort(value);
}

/** Whole numbers keep an exponent above zero and lose one below. */
export function toWhole({ exponent }: DecimalNumber, whole: Library): DecimalNumber {
  return withExponent(whole, Math.max(exponent, 0));
}

/** A result with few digits is exact: `power(0.5, -1)`, `loge(1)`. */
function roundedUnlessShort(value: Library): DecimalNumber {
  return value.isFinite() && value.precision() < DIGITS - 10
    ? withExponent(value, 0)
    : withAllDigits(value);
}

function isProduct(product: Library, left: Library, right: Library): boolean {
  return new Exact(left).times(right).eq(product);
}

/** The coefficient's digits, without a sign; "0" for what is not finite. */
export function coefficientDigits({ value, exponent }: DecimalNumber): string {
  if (!value.isFinite() || value.isZero()) return "0";
  const digits = value.abs().toExponential().replace(/e.*$/, "").replace(".", "");
  return digits.padEnd(value.e - exponent + 1, "0");
}

/**
 * The number as text, as the General Decimal Arithmetic writes it: plain unless the exponent is above
 * zero or the number is very small.
 */
export function decimalText(number: DecimalNumber): string {
  const { value, exponent } = number;
  if (value.isNaN()) return "NaN";
  const sign = value.isNegative() ? "-" : "";
  if (!value.isFinite()) return `${sign}Infinity`;
  const digits = coefficientDigits(number);
  const first = exponent + digits.length - 1;
  if (exponent > 0 || first < -6) return `${sign}${scientific(digits, first)}`;
  if (exponent === 0) return `${sign}${digits}`;
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

function scientific(digits: string, first: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${digits.charAt(0)}${fraction}E${first < 0 ? "" : "+"}${first}`;
}
