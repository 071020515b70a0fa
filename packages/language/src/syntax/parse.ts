import { diagnose } from "../messages/diagnose.js";
import { Failure } from "../messages/failure.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import { isStackOverflow } from "../source/stack-overflow.js";
import { decodeUtf8Leniently } from "../source/utf8.js";
import {
  type Expression,
  type File,
  type ImportDeclaration,
  type ParamDeclaration,
  type Statement,
  withoutParentheses,
} from "./ast.js";
import { isIdentifierPart, isLetter } from "./characters.js";
import { commentsAbove, leadingComments } from "./documentation.js";
import { StatementParser } from "./statement-parser.js";
import { MAX_NESTING, TokenStream } from "./token-stream.js";

/**
 * LIMIT: characters of one source, as many as the Policies API takes bytes of code. A dense source
 * takes three hundred times its size in memory while it is compiled, data in a mock a fifth of that.
 */
export const MAX_SOURCE_LENGTH = 10 * 1024 * 1024;

export type ParseResult =
  | { readonly file: File; readonly diagnostics: readonly [] }
  | { readonly file?: never; readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]] };

/** Parses a policy or module. Reports the first syntax error, if there is one. */
export function parse(source: SourceFile): ParseResult {
  if (source.text.length > MAX_SOURCE_LENGTH) {
    const location = { file: source, span: { start: 0, end: 0 } };
    return { diagnostics: [diagnose(location, "source-too-long", MAX_SOURCE_LENGTH)] };
  }
  try {
    const tokens = new TokenStream(source);
    return { file: parseFile(tokens, new StatementParser(tokens)), diagnostics: [] };
  } catch (error) {
    if (error instanceof Failure) return { diagnostics: [error.diagnostic] };
    if (isStackOverflow(error)) return { diagnostics: [tooDeep(source)] };
    throw error;
  }
}

/** What is said of a source that nests too deep for what the host has left of its stack. */
export function tooDeep(source: SourceFile): Diagnostic {
  const location = { file: source, span: { start: 0, end: 0 } };
  return diagnose(location, "nesting-too-deep", MAX_NESTING);
}

function parseFile(tokens: TokenStream, parser: StatementParser): File {
  tokens.skipTerminators();
  const first = tokens.current.span.start;
  const imports: ImportDeclaration[] = [];
  while (tokens.at("import")) {
    parser.refuseReservedTarget();
    imports.push(importDeclaration(tokens));
    parser.terminator();
  }
  const params: ParamDeclaration[] = [];
  while (tokens.at("param")) {
    parser.refuseReservedTarget();
    params.push(paramDeclaration(tokens, parser));
    parser.terminator();
  }
  const statements: Statement[] = [];
  while (!tokens.at("end")) {
    if (tokens.at("}")) tokens.failUnexpected("a statement");
    statements.push(parser.topLevel());
    parser.terminator();
  }
  return {
    kind: "File",
    description: leadingComments(tokens.file, tokens.comments, first),
    imports,
    params,
    statements,
    comments: tokens.comments,
    span: { start: 0, end: tokens.file.text.length },
    height: tokens.heightAbove(statements),
  };
}

function importDeclaration(tokens: TokenStream): ImportDeclaration {
  const start = tokens.advance().span;
  const literal = tokens.expect("string", "the path of an import");
  const { value } = literal;
  const path = value instanceof Uint8Array ? decodeUtf8Leniently(value) : String(value);
  const alias = tokens.take("as") ? tokens.expectIdentifier("a name for the import") : undefined;
  const lastPart = path.slice(path.lastIndexOf("/") + 1);
  if (alias === undefined && !isIdentifier(lastPart))
    tokens.fail(literal.span, "missing-import-alias", path);
  return {
    kind: "ImportDeclaration",
    path,
    pathSpan: literal.span,
    alias,
    name: alias?.name ?? lastPart,
    isNamed: alias !== undefined || lastPart === path,
    span: tokens.spanFrom(start),
    height: 1,
  };
}

function paramDeclaration(tokens: TokenStream, parser: StatementParser): ParamDeclaration {
  const start = tokens.advance().span;
  const name = tokens.expectIdentifier("a parameter name");
  let defaultValue: Expression | undefined;
  if (tokens.take("default")) {
    defaultValue = parser.expressions.parse();
    if (!isLiteral(defaultValue)) tokens.fail(defaultValue.span, "param-default-not-literal");
  }
  return {
    kind: "ParamDeclaration",
    name,
    defaultValue,
    description: commentsAbove(tokens.file, tokens.comments, start.start),
    span: tokens.spanFrom(start),
    height: 1,
  };
}

function isIdentifier(path: string): boolean {
  const characters = Array.from(path, (character) => character.codePointAt(0) ?? 0);
  const [first] = characters;
  return first !== undefined && isLetter(first) && characters.every(isIdentifierPart);
}

/** What may be the default of a parameter (Language Specification, Parameters). */
function isLiteral(expression: Expression): boolean {
  const literal = withoutParentheses(expression);
  switch (literal.kind) {
    case "StringLiteral":
    case "NumberLiteral":
      return true;
    case "Identifier":
      return literal.name === "true" || literal.name === "false";
    case "UnaryExpression":
      return (
        (literal.operator === "-" || literal.operator === "+") &&
        literal.operand.kind === "NumberLiteral"
      );
    case "ListLiteral":
      return literal.elements.every(isLiteral);
    case "MapLiteral":
      return literal.entries.every(({ key, value }) => isLiteral(key) && isLiteral(value));
    default:
      return false;
  }
}
