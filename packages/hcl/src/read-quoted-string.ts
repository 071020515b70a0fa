import {
  BACKSLASH,
  CARRIAGE_RETURN,
  DOLLAR,
  DOUBLE_QUOTE,
  LINE_FEED,
  PERCENT,
} from "./characters.js";
import { readTemplateMark } from "./read-template-mark.js";
import type { Scanner } from "./scanner.js";

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

const REPLACEMENT_CHARACTER = "\ufffd";

/** Reads the quoted string that begins at the cursor and resolves its escapes. */
export function readQuotedString(scanner: Scanner): string {
  const { text } = scanner;
  const start = scanner.at;
  let result = "";
  let literalStart = start + 1;
  scanner.at = literalStart;
  for (;;) {
    const unit = scanner.peek();
    if (unit === DOUBLE_QUOTE) {
      result += text.slice(literalStart, scanner.at);
      scanner.at++;
      return result;
    }
    if (unit === BACKSLASH || unit === DOLLAR || unit === PERCENT) {
      result += text.slice(literalStart, scanner.at);
      result += unit === BACKSLASH ? readEscape(scanner) : readTemplateMark(scanner);
      literalStart = scanner.at;
    } else if (unit === LINE_FEED || unit === CARRIAGE_RETURN || scanner.atLineEnd()) {
      throw scanner.faultAt("unclosed-string", start, scanner.at);
    } else {
      scanner.at++;
    }
  }
}

/** Reads a backslash and what belongs to it. */
function readEscape(scanner: Scanner): string {
  const start = scanner.at;
  const selector = scanner.text.charAt(start + 1);
  const short = SHORT_ESCAPES.get(selector);
  if (short !== undefined) {
    scanner.at += 2;
    return short;
  }
  if (selector === "u") return readCodePoint(scanner, 4);
  if (selector === "U") return readCodePoint(scanner, 8);
  const [sequence] = /^\\[^\r\n]/u.exec(scanner.text.slice(start, start + 3)) ?? [];
  if (sequence !== undefined) return badEscape(scanner, "invalid-escape", sequence);
  // The line ends here: the string is not closed, which is all there is to say.
  scanner.at++;
  return "";
}

function readCodePoint(scanner: Scanner, digits: 4 | 8): string {
  const sequence = scanner.text.slice(scanner.at, scanner.at + 2 + digits);
  const stop = sequence.slice(2).search(/[^0-9A-Fa-f]/);
  const written = stop === -1 ? sequence : sequence.slice(0, 2 + stop);
  if (written.length < 2 + digits) return badEscape(scanner, "invalid-escape", written);
  const codePoint = Number.parseInt(written.slice(2), 16);
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (isSurrogate || codePoint > 0x10ffff) {
    return badEscape(scanner, "invalid-code-point", written);
  }
  scanner.at += written.length;
  return String.fromCodePoint(codePoint);
}

/** The rest of the string is still readable, so that every bad escape of a file can be named. */
function badEscape(
  scanner: Scanner,
  code: "invalid-escape" | "invalid-code-point",
  sequence: string,
): string {
  const start = scanner.at;
  scanner.at += sequence.length;
  scanner.report(code, { start, end: scanner.at }, sequence);
  return REPLACEMENT_CHARACTER;
}
