import type { Span } from "../source/span.js";

export const keywords = [
  "all",
  "any",
  "as",
  "break",
  "case",
  "continue",
  "default",
  "else",
  "empty",
  "filter",
  "for",
  "func",
  "if",
  "import",
  "map",
  "param",
  "return",
  "rule",
  "when",
] as const;

export const wordOperators = [
  "and",
  "contains",
  "in",
  "is",
  "matches",
  "not",
  "or",
  "xor",
] as const;

/** Longest first, so that the scanner takes the longest that fits. */
export const punctuation = [
  "+=",
  "-=",
  "*=",
  "/=",
  "%=",
  "==",
  "!=",
  "<=",
  ">=",
  "<",
  ">",
  "=",
  "!",
  "+",
  "-",
  "*",
  "/",
  "%",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ".",
  ":",
  ";",
] as const;

export type Keyword = (typeof keywords)[number] | (typeof wordOperators)[number];
export type Punctuation = (typeof punctuation)[number];
export type TokenKind =
  | Keyword
  | Punctuation
  | "identifier"
  | "integer"
  | "float"
  | "string"
  | "newline"
  | "end";

const reserved: ReadonlySet<string> = new Set([...keywords, ...wordOperators]);

export function isReservedWord(word: string): word is Keyword {
  return reserved.has(word);
}

const startingExpressions: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "identifier",
  "integer",
  "float",
  "string",
  "(",
  "[",
  "{",
  "+",
  "-",
  "!",
  "not",
  "func",
  "rule",
  "all",
  "any",
  "filter",
  "map",
]);

export function startsExpression(kind: TokenKind): boolean {
  return startingExpressions.has(kind);
}

/**
 * A token of the source. `value` is the name of an identifier, the value of a literal: an integer
 * as `bigint` when it is beyond the safe range of `number`, a string as its bytes when they are not
 * valid UTF-8. A `newline` is a line end that terminates a statement.
 */
export interface Token {
  readonly kind: TokenKind;
  readonly span: Span;
  readonly value?: string | number | bigint | Uint8Array;
}

/** How messages name a token. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case "identifier":
      return `"${String(token.value)}"`;
    case "integer":
    case "float":
      return "number";
    case "string":
      return "string";
    case "newline":
      return "newline";
    case "end":
      return "end of file";
    default:
      return `"${token.kind}"`;
  }
}
