/** A stretch of source text: `start` inclusive, `end` exclusive, both offsets in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spanFrom(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}
