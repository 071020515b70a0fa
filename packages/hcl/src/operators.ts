import {
  AMPERSAND,
  BANG,
  CARET,
  DOT,
  EQUALS,
  GREATER,
  LEFT_BRACKET,
  LESS,
  MINUS,
  PERCENT,
  PIPE,
  PLUS,
  SLASH,
  STAR,
} from "./characters.js";
import type { Scanner } from "./scanner.js";

/** How strongly each operator binds, `||` the least (Operators and Precedence). */
const levels = {
  "||": 0,
  "&&": 1,
  "==": 2,
  "!=": 2,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
} as const;

export type BinaryOperator = keyof typeof levels;

/** The operator at the cursor; characters that look like one but are none are refused. */
export function findOperator(
  scanner: Scanner,
): { readonly text: BinaryOperator; readonly level: number } | undefined {
  const text = findOperatorText(scanner);
  return text && { text, level: levels[text] };
}

function findOperatorText(scanner: Scanner): BinaryOperator | undefined {
  const next = scanner.peek(1);
  switch (scanner.peek()) {
    case EQUALS:
      return next === EQUALS ? "==" : undefined;
    case BANG:
      return next === EQUALS ? "!=" : undefined;
    case LESS:
      if (next === LESS) return undefined;
      return next === EQUALS ? "<=" : "<";
    case GREATER:
      return next === EQUALS ? ">=" : ">";
    case AMPERSAND:
      if (next === AMPERSAND) return "&&";
      throw scanner.faultAt("unknown-operator", scanner.at, scanner.at + 1, "&", "&&");
    case PIPE:
      if (next === PIPE) return "||";
      throw scanner.faultAt("unknown-operator", scanner.at, scanner.at + 1, "|", "||");
    case CARET:
      throw scanner.faultAt("unknown-operator", scanner.at, scanner.at + 1, "^", "*");
    case PLUS:
      return "+";
    case MINUS:
      return "-";
    case STAR:
      return "*";
    case SLASH:
      return "/";
    case PERCENT:
      return "%";
    default:
      return undefined;
  }
}

/** Refuses what would select a part of the value just read: there is nothing that needs it. */
export function refuseSelection(scanner: Scanner): void {
  const start = scanner.at;
  if (scanner.peek() === LEFT_BRACKET) {
    if (scanner.text.startsWith("[*]", start))
      throw scanner.faultAt("splat", start, start + 3, "[*]");
    throw scanner.faultAt("traversal", start, start + 1, "[");
  }
  if (scanner.peek() !== DOT || scanner.peek(1) === DOT) return;
  if (scanner.peek(1) === STAR) throw scanner.faultAt("splat", start, start + 2, ".*");
  throw scanner.faultAt("traversal", start, start + 1, ".");
}
