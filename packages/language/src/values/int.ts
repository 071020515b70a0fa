import { mayFitInt } from "../source/integer-digits.js";

/** The language's int of a `bigint`, wrapped to 64 bits: plain where that loses nothing. */
export function toInt(value: bigint): number | bigint {
  const wrapped = BigInt.asIntN(64, value);
  const small = Number(wrapped);
  return Number.isSafeInteger(small) ? small : wrapped;
}

const literal = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;
const minInt = -(2n ** 63n);
const maxInt = 2n ** 63n - 1n;

/** Whether an integer fits in 64 bits. */
export function fitsInt(value: bigint): boolean {
  return value >= minInt && value <= maxInt;
}

/** LIMIT: characters of a text that is read as an int; reading takes the square of its length. */
const MAX_INT_TEXT = 1000;

const prefixed =
  /^[+-]?(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$/;

/**
 * The int of a text whose prefix tells the base: `0x`, `0o` or `0`, `0b`; underscores may separate
 * digits. `undefined` if it spells none, or one beyond 64 bits.
 */
export function parsePrefixedInt(text: string): number | bigint | undefined {
  if (text.length > MAX_INT_TEXT || !prefixed.test(text)) return undefined;
  const digits = text.replace(/^[+-]/, "").replaceAll("_", "");
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return fitsInt(value) ? toInt(value) : undefined;
}

/**
 * The int that a text spells as a literal would: octal behind a leading zero, hexadecimal behind
 * `0x`, with or without a sign. `undefined` if it spells none.
 */
export function parseIntegerLiteral(text: string): number | bigint | undefined {
  return parseDigits(text) ?? parseAnyLiteral(text);
}

/** LIMIT: digits of which no number is too large to be exact as a `number`. */
const MAX_SAFE_DIGITS = 15;

/** What most texts are that become ints: a few decimal digits. */
function parseDigits(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > MAX_SAFE_DIGITS) return undefined;
  // A leading zero tells of another base.
  if (length > 1 && text.charCodeAt(0) === 48) return undefined;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function parseAnyLiteral(text: string): number | bigint | undefined {
  if (!mayFitInt(text) || !literal.test(text)) return undefined;
  const digits = text.replace(/^[+-]/, "");
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return fitsInt(value) ? toInt(value) : undefined;
}
