import { DOLLAR, LEFT_BRACE } from "./characters.js";
import type { Scanner } from "./scanner.js";

/**
 * Reads the `$` or `%` at the cursor and what belongs to it: a doubled mark before a brace stands
 * for one mark and the brace, a single one would begin a template, and any other is itself.
 */
export function readTemplateMark(scanner: Scanner): string {
  const { text, at } = scanner;
  const mark = scanner.peek();
  if (scanner.peek(1) === mark && scanner.peek(2) === LEFT_BRACE) {
    scanner.at += 3;
    return text.slice(at + 1, at + 3);
  }
  if (scanner.peek(1) === LEFT_BRACE) {
    throw scanner.faultAt(mark === DOLLAR ? "interpolation" : "directive", at, at + 2);
  }
  scanner.at++;
  return text.slice(at, at + 1);
}
