/** A stretch of text: `start` inclusive, `end` exclusive, both offsets in UTF-16 code units. */
export interface HclSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * A place as people and reports name it: line and column start at 1, `offset` is the byte offset of
 * the UTF-8 text, starting at 0. Columns count characters, not bytes; a byte order mark has none.
 */
export interface HclPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

interface LineTable {
  /** Offset of the first code unit of each line. */
  readonly starts: readonly number[];
  /** The same places in UTF-8 bytes. */
  readonly byteStarts: readonly number[];
}

/** The text of one file under the name that messages show. Positions are computed when asked for. */
export class HclSource {
  readonly name: string;
  readonly text: string;
  private lineTable: LineTable | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** The position of an offset in UTF-16 code units, from 0 to the length of the text. */
  positionAt(offset: number): HclPosition {
    const { starts, byteStarts } = this.lines();
    const line = lastAtOrBefore(starts, offset);
    const start = starts[line] ?? 0;
    let column = 1;
    let bytes = byteStarts[line] ?? 0;
    for (let at = start; at < offset; at++) {
      const size = utf8Size(this.text, at);
      bytes += size;
      if (size > 0 && !(at === 0 && hasByteOrderMark(this.text))) column++;
    }
    return { line: line + 1, column, offset: bytes };
  }

  /** The text of a line, counted from 1, without its line break. */
  lineText(line: number): string {
    const { starts } = this.lines();
    const start = starts[line - 1] ?? this.text.length;
    const end = starts[line] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }

  /** `name:line:column`, the form in which every message names a place. */
  describe(span: HclSpan): string {
    const { line, column } = this.positionAt(span.start);
    return `${this.name}:${line}:${column}`;
  }

  private lines(): LineTable {
    this.lineTable ??= buildLineTable(this.text);
    return this.lineTable;
  }
}

export function hasByteOrderMark(text: string): boolean {
  return text.charCodeAt(0) === 0xfeff;
}

function buildLineTable(text: string): LineTable {
  const starts = [0];
  const byteStarts = [0];
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    bytes += utf8Size(text, at);
    if (text.charCodeAt(at) === 0x0a) {
      starts.push(at + 1);
      byteStarts.push(bytes);
    }
  }
  return { starts, byteStarts };
}

/** Index of the last element that is not greater than `offset`; the first element is 0. */
function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Bytes of the character that begins at a code unit; none for the second half of a pair. */
function utf8Size(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(at + 1))) return 4;
  if (isLowSurrogate(unit) && isHighSurrogate(text.charCodeAt(at - 1))) return 0;
  return 3;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
