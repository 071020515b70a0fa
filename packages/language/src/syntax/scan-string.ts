import { decodeUtf8, encodeUtf8 } from "../source/utf8.js";
import { isHexDigit, isOctalDigit } from "./characters.js";

/** What is wrong with an escape sequence, and where in the text it stands. */
export interface EscapeProblem {
  readonly code: "invalid-escape" | "invalid-code-point";
  readonly start: number;
  readonly end: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
};

/**
 * The value of an interpreted string literal whose contents are `text[start, end)`. Strings of the
 * language are bytes: escapes such as `\xff` name one byte, so the result is the bytes themselves
 * where these are no valid UTF-8.
 */
export function interpretString(
  text: string,
  start: number,
  end: number,
): string | Uint8Array | EscapeProblem {
  // Searched alone: a search in the whole text would go on to its end for every string.
  const contents = text.slice(start, end);
  if (!contents.includes("\\")) return contents;

  const { length } = contents;
  const bytes: number[] = [];
  let at = 0;
  while (at < length) {
    const backslash = contents.indexOf("\\", at);
    const stop = backslash === -1 ? length : backslash;
    for (const byte of encodeUtf8(contents.slice(at, stop))) bytes.push(byte);
    if (stop === length) break;
    const sequence = readEscape(contents, stop, length);
    if ("code" in sequence)
      return { ...sequence, start: start + sequence.start, end: start + sequence.end };
    for (const byte of sequence.bytes) bytes.push(byte);
    at = sequence.end;
  }
  const encoded = Uint8Array.from(bytes);
  return decodeUtf8(encoded) ?? encoded;
}

/**
 * Where the byte at an index of an interpreted string comes from: the offset in `text` of the
 * character or escape sequence that made it. The literal's contents are `text[start, end)`.
 */
export function sourceOffsetOfByte(text: string, start: number, end: number, byte: number): number {
  let at = start;
  let passed = 0;
  while (at < end) {
    const { size, next } = pieceAt(text, at, end);
    if (passed + size > byte) break;
    passed += size;
    at = next;
  }
  return at;
}

/** The character or escape sequence at an offset: the bytes it makes and the offset behind it. */
function pieceAt(text: string, at: number, end: number): { size: number; next: number } {
  const sequence = text.charAt(at) === "\\" ? readEscape(text, at, end) : undefined;
  if (sequence !== undefined && "bytes" in sequence)
    return { size: Array.from(sequence.bytes).length, next: sequence.end };
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { size: encodeUtf8(character).length, next: at + character.length };
}

interface Escape {
  readonly bytes: Iterable<number>;
  readonly end: number;
}

function readEscape(text: string, at: number, limit: number): Escape | EscapeProblem {
  const letter = text.charAt(at + 1);
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { bytes: [simple.charCodeAt(0)], end: at + 2 };
  switch (letter) {
    case "x":
      return readByte(text, at, at + 2, 2, 16, limit);
    case "u":
      return readCodePoint(text, at, 4, limit);
    case "U":
      return readCodePoint(text, at, 8, limit);
    default:
      if (isOctalDigit(letter.charCodeAt(0))) return readByte(text, at, at + 1, 3, 8, limit);
      return { code: "invalid-escape", start: at, end: Math.min(at + 2, limit) };
  }
}

function readByte(
  text: string,
  at: number,
  digitsAt: number,
  count: number,
  radix: 8 | 16,
  limit: number,
): Escape | EscapeProblem {
  const value = readDigits(text, digitsAt, count, radix, limit);
  if (value === undefined || value > 0xff)
    return { code: "invalid-escape", start: at, end: Math.min(digitsAt + count, limit) };
  return { bytes: [value], end: digitsAt + count };
}

function readCodePoint(
  text: string,
  at: number,
  count: number,
  limit: number,
): Escape | EscapeProblem {
  const end = at + 2 + count;
  const value = readDigits(text, at + 2, count, 16, limit);
  if (value === undefined) return { code: "invalid-escape", start: at, end: Math.min(end, limit) };
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
    return { code: "invalid-code-point", start: at, end };
  return { bytes: encodeUtf8(String.fromCodePoint(value)), end };
}

function readDigits(
  text: string,
  start: number,
  count: number,
  radix: 8 | 16,
  limit: number,
): number | undefined {
  const end = start + count;
  if (end > limit) return undefined;
  const isDigit = radix === 16 ? isHexDigit : isOctalDigit;
  for (let i = start; i < end; i++) if (!isDigit(text.charCodeAt(i))) return undefined;
  return Number.parseInt(text.slice(start, end), radix);
}
