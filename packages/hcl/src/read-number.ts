import { DOT, isDigit, MINUS, namePartLength, PLUS } from "./characters.js";
import { isOutOfRange } from "./convert-value.js";
import type { HclNumber } from "./hcl-value.js";
import type { Scanner } from "./scanner.js";

/** Reads the number that begins at the cursor, which stands at a digit. */
export function readNumber(scanner: Scanner): HclNumber {
  const start = scanner.at;
  skipDigits(scanner);
  if (scanner.peek() === DOT && isDigit(scanner.peek(1))) {
    scanner.at++;
    skipDigits(scanner);
  }
  skipExponent(scanner);
  const end = scanner.at;
  skipWord(scanner);
  const text = scanner.text.slice(start, scanner.at);
  if (scanner.at > end) throw scanner.faultAt("invalid-number", start, scanner.at, text);
  const value = Number(text);
  const number: HclNumber = { kind: "number", text, value, start, end };
  if (isOutOfRange(number)) scanner.report("number-range", number, text);
  return number;
}

function skipDigits(scanner: Scanner): void {
  while (isDigit(scanner.peek())) scanner.at++;
}

function skipExponent(scanner: Scanner): void {
  const mark = scanner.text.charAt(scanner.at);
  if (mark !== "e" && mark !== "E") return;
  const sign = scanner.peek(1);
  const length = sign === PLUS || sign === MINUS ? 2 : 1;
  if (!isDigit(scanner.peek(length))) return;
  scanner.at += length;
  skipDigits(scanner);
}

/** Skips what would continue a word; a minus sign may do so in a name, but here is an operator. */
function skipWord(scanner: Scanner): void {
  const { text } = scanner;
  for (;;) {
    const unit = scanner.peek();
    if (unit === MINUS) return;
    const length = unit === DOT ? 1 : namePartLength(text, scanner.at);
    if (length === 0) return;
    scanner.at += length;
  }
}
