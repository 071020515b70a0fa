import type { Span } from "./span.js";
import { TextSizes } from "./text-sizes.js";

/**
 * A place as people and reports name it: line and column start at 1, `offset` is the byte offset
 * from the start of the file, starting at 0. Columns count characters, not bytes.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** The text of one policy or module under the name that messages and traces show. */
export class SourceFile {
  readonly name: string;
  readonly text: string;
  private lineStarts: readonly number[] | undefined;
  private sizes: TextSizes | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** The position of an offset in UTF-16 code units. */
  positionAt(offset: number): Position {
    const line = this.lineIndexAt(offset);
    this.sizes ??= new TextSizes(this.text);
    const { characters, bytes } = this.sizes.before(offset);
    const before = this.sizes.before(this.starts()[line] ?? 0);
    return { line: line + 1, column: characters - before.characters + 1, offset: bytes };
  }

  /** The text of a line, counted from 1, without its line break. */
  lineText(line: number): string {
    const starts = this.starts();
    const start = starts[line - 1] ?? this.text.length;
    const end = starts[line] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }

  /** `name:line:column`, the form in which every message names a place. */
  describe(span: Span): string {
    const { line, column } = this.positionAt(span.start);
    return `${this.name}:${line}:${column}`;
  }

  private lineIndexAt(offset: number): number {
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private starts(): readonly number[] {
    this.lineStarts ??= findLineStarts(this.text);
    return this.lineStarts;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
