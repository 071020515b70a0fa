import { COLON, DOT, LEFT_PARENTHESIS, namePartLength } from "./characters.js";
import type { SyntaxFault } from "./hcl-problem.js";
import type { HclName } from "./hcl-value.js";
import type { Scanner } from "./scanner.js";

// HCL's expressions may compute; files read here may not. Each way to compute is recognised in order
// to refuse it by name instead of as a stray character.

/** Says what is wrong with a name, just read, that stands where a value must. */
export function refuseName(scanner: Scanner, { text, start, end }: HclName): SyntaxFault {
  const path = readPath(scanner, start);
  scanner.skipSpace();
  const isScope = scanner.peek() === COLON && scanner.peek(1) === COLON;
  if (scanner.peek() === LEFT_PARENTHESIS || isScope) {
    return scanner.faultAt("function-call", start, end, text);
  }
  if (/^(?:true|false|null)$/i.test(path) && text !== text.toLowerCase()) {
    return scanner.faultAt("keyword-case", start, end, text);
  }
  return scanner.faultAt("reference", start, start + path.length, path);
}

/** Reads on over the dotted names that follow a name, and gives them all. */
function readPath(scanner: Scanner, start: number): string {
  while (scanner.peek() === DOT && namePartLength(scanner.text, scanner.at + 1) > 0) {
    scanner.at++;
    while (namePartLength(scanner.text, scanner.at) > 0) scanner.at++;
  }
  return scanner.text.slice(start, scanner.at);
}

/** Refuses `[for ...]` and `{for ...}`, at the first place inside the bracket. */
export function refuseFor(scanner: Scanner): void {
  const { text, at } = scanner;
  if (text.startsWith("for", at) && namePartLength(text, at + 3) === 0) {
    throw scanner.faultAt("for-expression", at, at + 3);
  }
}
