import type { MessageArguments, MessageCode } from "../messages/diagnose.js";
import { failAt } from "../messages/failure.js";
import type { SourceFile } from "../source/source-file.js";
import type { Span } from "../source/span.js";
import type { Identifier } from "./ast.js";
import type { Comment } from "./comment.js";
import { Scanner } from "./scanner.js";
import { describeToken, isReservedWord, type Token, type TokenKind } from "./token.js";

/**
 * LIMIT: brackets and blocks may nest this deep. Each level costs the parser several frames of the
 * host's stack; ten times as much overflows it.
 */
export const MAX_NESTING = 250;

/**
 * LIMIT: the tallest tree. A long chain of operators nests to the left without brackets; resolver,
 * compiler and compiled code recurse once a level.
 */
export const MAX_TREE_HEIGHT = 1000;

/** The tokens of a file with two tokens of sight, and the ways in which parsing fails. */
export class TokenStream {
  readonly file: SourceFile;
  current: Token;
  following: Token;
  private readonly scanner: Scanner;
  private lastEnd = 0;
  private nesting = 0;

  constructor(file: SourceFile) {
    this.file = file;
    this.scanner = new Scanner(file);
    this.current = this.scanner.next();
    this.following = this.scanner.next();
  }

  /** The comments passed so far; all of them once the end is reached. */
  get comments(): readonly Comment[] {
    return this.scanner.comments;
  }

  at(kind: TokenKind): boolean {
    return this.current.kind === kind;
  }

  advance(): Token {
    const token = this.current;
    this.lastEnd = token.span.end;
    this.current = this.following;
    if (this.following.kind !== "end") this.following = this.scanner.next();
    return token;
  }

  /** Passes the token if it is of this kind. */
  take(kind: TokenKind): boolean {
    if (!this.at(kind)) return false;
    this.advance();
    return true;
  }

  expect(kind: TokenKind, expected = `"${kind}"`): Token {
    if (!this.at(kind)) this.failUnexpected(expected);
    return this.advance();
  }

  expectIdentifier(expected: string): Identifier {
    const { kind, span } = this.current;
    if (isReservedWord(kind)) this.fail(span, "reserved-word", kind);
    const token = this.expect("identifier", expected);
    return { kind: "Identifier", name: String(token.value), span: token.span, height: 1 };
  }

  /** Passes the line ends and semicolons that stand here. */
  skipTerminators(): void {
    while (this.at("newline") || this.at(";")) this.advance();
  }

  /** From the start of a node to the end of the token passed last. */
  spanFrom(start: Span): Span {
    return { start: start.start, end: this.lastEnd };
  }

  /** Runs a parser one level deeper. */
  nest<Result>(parse: () => Result): Result {
    if (this.nesting >= MAX_NESTING) this.fail(this.current.span, "nesting-too-deep", MAX_NESTING);
    this.nesting++;
    const result = parse();
    this.nesting--;
    return result;
  }

  /** The height of a node above these children. */
  heightAbove(children: Iterable<{ readonly height: number }>): number {
    let tallest = 0;
    for (const { height } of children) if (height > tallest) tallest = height;
    if (tallest >= MAX_TREE_HEIGHT)
      this.fail(this.current.span, "nesting-too-deep", MAX_TREE_HEIGHT);
    return tallest + 1;
  }

  failUnexpected(expected: string): never {
    const { current } = this;
    if (current.kind === "=") this.fail(current.span, "assignment-in-condition");
    if (current.kind === "else") this.fail(current.span, "else-on-new-line");
    return this.fail(current.span, "unexpected-token", describeToken(current), expected);
  }

  fail<Code extends MessageCode>(span: Span, code: Code, ...args: MessageArguments<Code>): never {
    return failAt({ file: this.file, span }, code, ...args);
  }
}
