import type { Item } from "./item.js";

/**
 * How the tokens of a file are laid out: what the syntax tree knows of them, by their index. Line
 * breaks are no part of it, as those of the source stay.
 */
export interface Layout extends Gaps {
  /** How many tabs stand in front of a line that begins with the token. */
  readonly depths: readonly number[];
  /** Statements, elements and pairs by their first token. */
  readonly entries: ReadonlyMap<number, Entry>;
}

/** Where the blanks between tokens are other than usual. */
export interface Gaps {
  /** Tokens without a blank in front of them, where others of their kind have one. */
  readonly tightBefore: ReadonlySet<number>;
  /** The same, behind them. */
  readonly tightAfter: ReadonlySet<number>;
  /** COMPAT: a `case` without subject is followed by two blanks (published libraries). */
  readonly wideBefore: ReadonlySet<number>;
}

/** One of several things that stand below each other: a statement, an element, a pair of a map. */
export interface Entry {
  /** The first token of the entry before it, if the two may share columns. */
  readonly alignedWith: number | undefined;
  /** The colon of a pair that takes part in the column of values. */
  readonly colon: number | undefined;
}

const neverBefore: ReadonlySet<Item["kind"]> = new Set([",", ";", ":", ")", "]", "."] as const);
const neverAfter: ReadonlySet<Item["kind"]> = new Set(["(", "[", "."] as const);

/** The blanks between two tokens on one line. */
export function gapBefore(index: number, tokens: readonly Item[], gaps: Gaps): string {
  const left = tokens[index - 1]?.kind;
  const right = tokens[index]?.kind;
  if (left === undefined || right === undefined) return "";
  // Without a blank the point would become a part of the number.
  if (right === "." && (left === "integer" || left === "float")) return " ";
  if (neverBefore.has(right) || neverAfter.has(left)) return "";
  if (gaps.tightBefore.has(index) || gaps.tightAfter.has(index - 1)) return "";
  if (left === "{" && right === "}") return "";
  return gaps.wideBefore.has(index) ? "  " : " ";
}
