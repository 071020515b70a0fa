import type { Span } from "../source/span.js";
import type { Item } from "./item.js";

/** The tokens among the items of a file, found by the spans of syntax nodes. */
export class TokenList {
  readonly tokens: readonly Item[];
  private readonly byStart: ReadonlyMap<number, number>;
  private readonly byEnd: ReadonlyMap<number, number>;
  private readonly lineStarts: ReadonlySet<number>;

  constructor(items: readonly Item[]) {
    const tokens: Item[] = [];
    const lineStarts = new Set<number>();
    let breaks = true;
    for (const item of items) {
      breaks ||= item.lineBreaks > 0;
      if (item.kind === "comment") continue;
      if (breaks) lineStarts.add(tokens.length);
      breaks = false;
      tokens.push(item);
    }
    this.tokens = tokens;
    this.byStart = new Map(tokens.map(({ start }, index) => [start, index]));
    this.byEnd = new Map(tokens.map(({ end }, index) => [end, index]));
    this.lineStarts = lineStarts;
  }

  firstOf({ start }: Span): number {
    return known(this.byStart.get(start), start);
  }

  lastOf({ end }: Span): number {
    return known(this.byEnd.get(end), end);
  }

  /** Whether a line ends between the token and the one before it. */
  beginsLine(index: number): boolean {
    return this.lineStarts.has(index);
  }

  /** Whether the stretch from one token to another lies on one line. */
  isOnOneLine(first: number, last: number): boolean {
    for (let at = first; at <= last; at++) {
      if (at > first && this.beginsLine(at)) return false;
      if (this.tokens[at]?.text.includes("\n")) return false;
    }
    return true;
  }
}

/** INVARIANT: nodes begin with a token and end with one. */
function known(index: number | undefined, offset: number): number {
  if (index === undefined) throw new Error(`no token at offset ${offset}`);
  return index;
}
