import type { SourceFile } from "../source/source-file.js";
import { Scanner } from "../syntax/scanner.js";
import type { Token, TokenKind } from "../syntax/token.js";

/** A token or comment of the source, as it will be printed. */
export interface Item {
  readonly kind: TokenKind | "comment";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Line ends in front of it in the source: none, one, or two where blank lines stood. */
  readonly lineBreaks: 0 | 1 | 2;
}

/** Every token and comment of a file that parses, in source order. */
export function readItems(file: SourceFile): Item[] {
  const scanner = new Scanner(file);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token.kind !== "end"; token = scanner.next())
    if (token.kind !== "newline") tokens.push(token);

  const items: Item[] = [];
  let end = 0;
  const add = (kind: Item["kind"], span: Token["span"], text: string): void => {
    const lineBreaks = countLineBreaks(file.text, end, span.start);
    items.push({ kind, text, start: span.start, end: span.end, lineBreaks });
    end = span.end;
  };
  const comments = scanner.comments[Symbol.iterator]();
  let comment = comments.next();
  const addCommentsBefore = (offset: number): void => {
    for (; comment.done !== true && comment.value.span.start < offset; comment = comments.next())
      add("comment", comment.value.span, trimLines(comment.value.text));
  };
  for (const { kind, span } of tokens) {
    addCommentsBefore(span.start);
    add(kind, span, file.text.slice(span.start, span.end));
  }
  addCommentsBefore(Number.POSITIVE_INFINITY);
  return items;
}

function countLineBreaks(text: string, start: number, end: number): 0 | 1 | 2 {
  // Cut out first: a search beyond the gap would go through the whole rest of a long line.
  const gap = text.slice(start, end);
  const first = gap.indexOf("\n");
  if (first === -1) return 0;
  return gap.includes("\n", first + 1) ? 2 : 1;
}

/** White space at the end of a line is no part of a comment; a raw string, in contrast, stays whole. */
function trimLines(comment: string): string {
  return comment
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
