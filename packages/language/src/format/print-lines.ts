import type { Layout } from "./layout.js";
import type { Line } from "./line.js";
import { textWidth } from "./text-width.js";

/** The text of the lines, the values of pairs and the comments behind lines in their columns. */
export function printLines(lines: readonly Line[], layout: Layout): string {
  alignValues(lines, layout);
  const gaps = commentGaps(lines, layout);
  return lines
    .map((line) => {
      const comment = (gaps.get(line) ?? "") + line.comment;
      const blank = line.isAfterBlank ? "\n" : "";
      return `${blank}${"\t".repeat(line.depth)}${line.head}${line.value}${comment}\n`;
    })
    .join("");
}

/** LIMIT: the last column that lines share, in characters; beyond, blanks could outgrow any source. */
const MAX_COLUMN = 500;

/** Widens the head of each pair so that values stand in one column. */
function alignValues(lines: readonly Line[], layout: Layout): void {
  const widthOf = ({ head, value }: Line) => (value === "" ? undefined : textWidth(head));
  for (const { line, gap } of columns(lines, layout, widthOf)) line.head += gap;
}

/** The blanks in front of the comment at the end of each line that has one. */
function commentGaps(lines: readonly Line[], layout: Layout): Map<Line, string> {
  const widthOf = ({ head, value, comment }: Line) =>
    comment === "" ? undefined : lastLineWidth(head + value);
  return new Map(columns(lines, layout, widthOf).map(({ line, gap }) => [line, gap]));
}

interface Placed {
  readonly line: Line;
  /** The blanks that lead to the column. */
  readonly gap: string;
}

/** Puts into columns what follows the given width on a line; adjacent lines may share one. */
function columns(
  lines: readonly Line[],
  { entries }: Layout,
  widthOf: (line: Line) => number | undefined,
): Placed[] {
  const placed: Placed[] = [];
  let group: { line: Line; width: number }[] = [];
  const close = (): void => {
    const column = group.reduce((widest, { width }) => Math.max(widest, width), 0);
    for (const { line, width } of group) placed.push({ line, gap: " ".repeat(column - width + 1) });
    group = [];
  };
  let previous: Line | undefined;
  for (const line of lines) {
    const above = line.first === undefined ? undefined : entries.get(line.first)?.alignedWith;
    const width = widthOf(line);
    const last = group.at(-1);
    const shares =
      above !== undefined &&
      above === previous?.first &&
      last?.line === previous &&
      !line.isAfterBlank &&
      Math.max(width ?? 0, last?.width ?? 0) <= MAX_COLUMN;
    if (!shares) close();
    if (width !== undefined) group.push({ line, width });
    previous = line;
  }
  close();
  return placed;
}

function lastLineWidth(text: string): number {
  return textWidth(text.slice(text.lastIndexOf("\n") + 1));
}
