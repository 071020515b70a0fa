import type { BinaryOperator } from "./ast.js";
import type { TokenKind } from "./token.js";

// How tightly binary operators bind, from loose to tight; all are left-associative
// (Language Specification, Operator precedence). `else` binds tighter than a comparison and looser
// than arithmetic: `a else b is c` is `(a else b) is c`. Pinned by testdata/02-grammar.sentinel.

/** `is empty` and `is defined` stand behind an operand as tight as a comparison does. */
export const relationPrecedence = 3;

const precedences: ReadonlyMap<BinaryOperator, number> = new Map<BinaryOperator, number>([
  ["or", 1],
  ["xor", 1],
  ["and", 2],
  ["==", relationPrecedence],
  ["!=", relationPrecedence],
  ["is", relationPrecedence],
  ["is not", relationPrecedence],
  ["<", relationPrecedence],
  ["<=", relationPrecedence],
  [">", relationPrecedence],
  [">=", relationPrecedence],
  ["matches", relationPrecedence],
  ["not matches", relationPrecedence],
  ["contains", relationPrecedence],
  ["not contains", relationPrecedence],
  ["in", relationPrecedence],
  ["not in", relationPrecedence],
  ["else", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["%", 6],
]);

export function precedenceOf(operator: BinaryOperator): number {
  return precedences.get(operator) ?? 0;
}

/**
 * The binary operator that one token, or two in a row, make: `is`, `is not`, `not in`. `undefined`
 * when the first token starts none.
 */
export function binaryOperator(first: TokenKind, second: TokenKind): BinaryOperator | undefined {
  if (first === "is") return second === "not" ? "is not" : "is";
  if (first === "not") {
    return second === "in" || second === "matches" || second === "contains"
      ? `not ${second}`
      : undefined;
  }
  return precedences.has(first as BinaryOperator) ? (first as BinaryOperator) : undefined;
}
