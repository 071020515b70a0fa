import type { Layout } from "./layout.js";
import type { Line } from "./line.js";
import { textWidth } from "./text-width.js";

/** The text of the lines, the values of pairs and the comments behind lines in their columns. */
export function printLines(lines: readonly Line[], layout: Layout): string {
  alignValues(lines, layout);
  const gaps = commentGaps(lines, layout);
  return lines
    .map((line, index) => {
      const comment = line.comment === "" ? "" : (gaps[index] ?? " ") + line.comment;
      const blank = line.isAfterBlank ? "\n" : "";
      return `${blank}${"\t".repeat(line.depth)}${line.head}${line.value}${comment}\n`;
    })
    .join("");
}

/** Widens the head of each pair so that values stand in one column. */
function alignValues(lines: readonly Line[], layout: Layout): void {
  for (const group of columns(lines, layout, ({ value }) => value !== "")) {
    const width = Math.max(...group.map(({ head }) => textWidth(head)));
    for (const line of group) line.head += " ".repeat(width - textWidth(line.head) + 1);
  }
}

function commentGaps(lines: readonly Line[], layout: Layout): string[] {
  const gaps = new Map<Line, string>();
  for (const group of columns(lines, layout, ({ comment }) => comment !== "")) {
    const widths = group.map(({ head, value }) => lastLineWidth(head + value));
    const width = Math.max(...widths);
    for (const [index, line] of group.entries())
      gaps.set(line, " ".repeat(width - (widths[index] ?? 0) + 1));
  }
  return lines.map((line) => gaps.get(line) ?? " ");
}

/** Groups of adjacent lines that share a column. */
function columns(
  lines: readonly Line[],
  { entries }: Layout,
  takesPart: (line: Line) => boolean,
): Line[][] {
  const groups: Line[][] = [];
  let previous: Line | undefined;
  for (const line of lines) {
    const group = groups.at(-1);
    const above = line.first === undefined ? undefined : entries.get(line.first)?.alignedWith;
    const shares =
      above !== undefined && above === previous?.first && !line.isAfterBlank && takesPart(previous);
    if (takesPart(line)) {
      if (shares && group !== undefined) group.push(line);
      else groups.push([line]);
    }
    previous = line;
  }
  return groups;
}

function lastLineWidth(text: string): number {
  return textWidth(text.slice(text.lastIndexOf("\n") + 1));
}
