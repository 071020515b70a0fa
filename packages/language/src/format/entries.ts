import type { Span } from "../source/span.js";
import { type Entry, type Gaps, gapBefore } from "./layout.js";
import { textWidth } from "./text-width.js";
import type { TokenList } from "./token-list.js";

// Which of the things that stand below each other may share a column. These are the limits of the Go
// printer of which published libraries show the effect: a construct of several lines ends a column,
// and so do neighbours of too different a width.

/** Widths up to this many characters always share a column. */
const SMALL_WIDTH = 20;

/** From this ratio on, two widths share no column. */
const WIDTH_RATIO = 4;

interface Spanned {
  readonly span: Span;
}

/** Something between brackets; a pair of a map has a colon, given by the index of its token. */
export interface Element extends Spanned {
  readonly colon: number | undefined;
}

/** Statements share a column, for comments, up to one of several lines. */
export function noteStatements(
  statements: readonly Spanned[],
  list: TokenList,
  entries: Map<number, Entry>,
): void {
  let previous: number | undefined;
  for (const { span } of statements) {
    const first = list.firstOf(span);
    entries.set(first, { alignedWith: previous, colon: undefined });
    previous = list.isOnOneLine(first, list.lastOf(span)) ? first : undefined;
  }
}

/** Elements share a column if each is on one line, begins it, and their widths are similar. */
export function noteElements(
  elements: readonly Element[],
  gaps: Gaps,
  list: TokenList,
  entries: Map<number, Entry>,
): void {
  let previous: { first: number; width: number } | undefined;
  for (const { span, colon } of elements) {
    const first = list.firstOf(span);
    const last = list.lastOf(span);
    const isOnOneLine = list.isOnOneLine(first, last);
    const width = isOnOneLine
      ? widthBetween(first, colon === undefined ? last : colon - 1, list, gaps)
      : 0;
    const shares =
      previous !== undefined &&
      list.beginsLine(previous.first) &&
      list.beginsLine(first) &&
      isOnOneLine &&
      haveSimilarWidth(previous.width, width);
    entries.set(first, {
      alignedWith: shares ? previous?.first : undefined,
      colon: isOnOneLine ? colon : undefined,
    });
    previous = isOnOneLine ? { first, width } : undefined;
  }
}

/** The width of a stretch of tokens on one line, in characters. */
function widthBetween(first: number, last: number, list: TokenList, gaps: Gaps): number {
  let width = 0;
  for (let at = first; at <= last; at++) {
    if (at > first) width += gapBefore(at, list.tokens, gaps).length;
    width += textWidth(list.tokens[at]?.text ?? "");
  }
  return width;
}

function haveSimilarWidth(a: number, b: number): boolean {
  if (a <= SMALL_WIDTH && b <= SMALL_WIDTH) return true;
  return Math.max(a, b) < WIDTH_RATIO * Math.min(a, b);
}
