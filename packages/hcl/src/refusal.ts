import {
  AMPERSAND,
  BANG,
  CARET,
  COLON,
  DOT,
  EQUALS,
  GREATER,
  LEFT_BRACKET,
  LEFT_PARENTHESIS,
  LESS,
  MINUS,
  namePartLength,
  PERCENT,
  PIPE,
  PLUS,
  QUESTION,
  SLASH,
  STAR,
} from "./characters.js";
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

/** Refuses an operator that would take the value just read as its operand. */
export function refuseOperation(scanner: Scanner): void {
  const fault = findOperation(scanner);
  if (fault !== undefined) throw fault;
}

function findOperation(scanner: Scanner): SyntaxFault | undefined {
  const start = scanner.at;
  const next = scanner.peek(1);
  switch (scanner.peek()) {
    case QUESTION:
      return scanner.faultAt("conditional", start, start + 1);
    case LEFT_BRACKET:
      if (scanner.text.startsWith("[*]", start)) {
        return scanner.faultAt("splat", start, start + 3, "[*]");
      }
      return scanner.faultAt("traversal", start, start + 1, "[");
    case DOT:
      if (next === DOT) return undefined;
      if (next === STAR) return scanner.faultAt("splat", start, start + 2, ".*");
      return scanner.faultAt("traversal", start, start + 1, ".");
    case EQUALS:
    case BANG:
      return next === EQUALS ? operatorFault(scanner, 2) : undefined;
    case LESS:
      if (next === LESS) return undefined;
      return operatorFault(scanner, next === EQUALS ? 2 : 1);
    case GREATER:
      return operatorFault(scanner, next === EQUALS ? 2 : 1);
    case AMPERSAND:
      return operatorFault(scanner, next === AMPERSAND ? 2 : 1);
    case PIPE:
      return operatorFault(scanner, next === PIPE ? 2 : 1);
    case PLUS:
    case MINUS:
    case STAR:
    case SLASH:
    case PERCENT:
    case CARET:
      return operatorFault(scanner, 1);
    default:
      return undefined;
  }
}

function operatorFault(scanner: Scanner, length: 1 | 2): SyntaxFault {
  const { text, at } = scanner;
  return scanner.faultAt("operator", at, at + length, text.slice(at, at + length));
}
