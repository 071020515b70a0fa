import { mayFitInt } from "../source/integer-digits.js";
import { isDecimalDigit, isHexDigit, isIdentifierPart } from "./characters.js";

/** A number literal, or what is wrong with it. `end` is the offset after it. */
export type NumberScan =
  | { readonly kind: "integer"; readonly value: number | bigint; readonly end: number }
  | { readonly kind: "float"; readonly value: number; readonly end: number }
  | { readonly kind: "invalid"; readonly end: number }
  | { readonly kind: "out-of-range"; readonly end: number };

/**
 * The magnitude of the smallest 64-bit integer. It is one more than the largest, so a literal may
 * reach it only behind a minus sign; the parser sees to that.
 */
export const smallestIntegerMagnitude = 2n ** 63n;

/** Scans the number literal at `start`, which is a digit or a point followed by a digit. */
export function scanNumber(text: string, start: number): NumberScan {
  if (text.charAt(start) === "0" && (text.charCodeAt(start + 1) | 0x20) === 0x78)
    return scanHexadecimal(text, start);

  let at = skipDigits(text, start);
  let isFloat = false;
  if (text.charAt(at) === ".") {
    isFloat = true;
    at = skipDigits(text, at + 1);
  }
  if ((text.charCodeAt(at) | 0x20) === 0x65) {
    isFloat = true;
    at++;
    if (text.charAt(at) === "+" || text.charAt(at) === "-") at++;
    const exponent = at;
    at = skipDigits(text, at);
    if (at === exponent) return invalid(text, at);
  }
  if (isIdentifierPart(text.codePointAt(at) ?? 0)) return invalid(text, at);
  const literal = text.slice(start, at);
  if (isFloat) return { kind: "float", value: Number(literal), end: at };
  // A leading zero makes an integer octal (Language Specification, Integer literals).
  if (literal.length > 1 && literal.startsWith("0")) {
    if (/[89]/.test(literal)) return { kind: "invalid", end: at };
    return integer("0o", literal.slice(1), at);
  }
  return integer("", literal, at);
}

function scanHexadecimal(text: string, start: number): NumberScan {
  let at = start + 2;
  while (isHexDigit(text.charCodeAt(at))) at++;
  if (at === start + 2 || isIdentifierPart(text.codePointAt(at) ?? 0)) return invalid(text, at);
  return integer("0x", text.slice(start + 2, at), at);
}

function integer(prefix: "" | "0o" | "0x", digits: string, end: number): NumberScan {
  if (!mayFitInt(digits)) return { kind: "out-of-range", end };
  const value = BigInt(prefix + digits);
  if (value > smallestIntegerMagnitude) return { kind: "out-of-range", end };
  const small = Number(value);
  return { kind: "integer", value: Number.isSafeInteger(small) ? small : value, end };
}

function invalid(text: string, at: number): NumberScan {
  let end = at;
  while (end < text.length && isIdentifierPart(text.codePointAt(end) ?? 0)) end++;
  return { kind: "invalid", end };
}

function skipDigits(text: string, start: number): number {
  let at = start;
  while (isDecimalDigit(text.charCodeAt(at))) at++;
  return at;
}
