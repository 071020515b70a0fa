import type { Item } from "./item.js";
import { gapBefore, type Layout } from "./layout.js";
import type { TokenList } from "./token-list.js";

/** A line to print, cut at the places where it may be widened to reach a column. */
export interface Line {
  readonly depth: number;
  readonly isAfterBlank: boolean;
  /** The first token on it; none on a line of comments. */
  readonly first: number | undefined;
  /** The text up to the place where the value of a pair begins; all text on other lines. */
  head: string;
  /** The value of a pair, with what follows it. */
  readonly value: string;
  /** A comment at the end. */
  readonly comment: string;
}

/** Cuts the items into the lines that they stand on. */
export function cutIntoLines(items: readonly Item[], list: TokenList, layout: Layout): Line[] {
  const lines: Line[] = [];
  let index = 0;
  for (let at = 0; at < items.length; ) {
    let end = at + 1;
    while (end < items.length && items[end]?.lineBreaks === 0) end++;
    const line = makeLine(items.slice(at, end), index, list, layout);
    lines.push({ ...line, isAfterBlank: at > 0 && items[at]?.lineBreaks === 2 });
    index += items.slice(at, end).filter(({ kind }) => kind !== "comment").length;
    at = end;
  }
  return lines;
}

function makeLine(
  items: readonly Item[],
  index: number,
  list: TokenList,
  layout: Layout,
): Omit<Line, "isAfterBlank"> {
  const hasTokens = items.some(({ kind }) => kind !== "comment");
  const first = hasTokens ? index : undefined;
  const depth = hasTokens ? (layout.depths[index] ?? 0) : commentDepth(index, list, layout);
  const colon =
    hasTokens && items[0]?.kind !== "comment" ? layout.entries.get(index)?.colon : undefined;
  const isTrailing = hasTokens && items.at(-1)?.kind === "comment";
  const comment = isTrailing ? (items.at(-1)?.text ?? "") : "";
  let head = "";
  let value = "";
  let at = index;
  let isAfterColon = false;
  for (const [position, item] of (isTrailing ? items.slice(0, -1) : items).entries()) {
    const gap = position === 0 ? "" : gapBeforeItem(items, position, at, list, layout);
    if (isAfterColon) value += (value === "" ? "" : gap) + item.text;
    else head += gap + item.text;
    if (item.kind === "comment") continue;
    if (at === colon) isAfterColon = true;
    at++;
  }
  return { depth, first, head, value, comment };
}

function gapBeforeItem(
  items: readonly Item[],
  position: number,
  index: number,
  list: TokenList,
  layout: Layout,
): string {
  const kind = items[position]?.kind;
  if (kind === "comment") return " ";
  if (items[position - 1]?.kind !== "comment") return gapBefore(index, list.tokens, layout);
  return kind === "," || kind === ";" || kind === ")" || kind === "]" || kind === ":" ? "" : " ";
}

/** A comment stands as deep as what follows it, or as what a closing bracket behind it encloses. */
function commentDepth(next: number, list: TokenList, layout: Layout): number {
  const kind = list.tokens[next]?.kind;
  const depth = layout.depths[next] ?? 0;
  return kind === "}" || kind === "]" || kind === ")" ? depth + 1 : depth;
}
