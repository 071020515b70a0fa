import { weights } from "../runtime/limits.js";
import type { SourceFile } from "../source/source-file.js";
import { isDecimalDigit, isIdentifierPart } from "../syntax/characters.js";
import { scanNumber } from "../syntax/scan-number.js";
import { interpretString } from "../syntax/scan-string.js";
import { isReservedWord } from "../syntax/token.js";
import { stringFromBytes } from "../values/byte-string.js";
import { toFloat } from "../values/float.js";
import { ListValue } from "../values/list.js";
import { MapValue } from "../values/map.js";
import { toMapKey } from "../values/map-key.js";
import { Region } from "../values/region.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";

/** LIMIT: how deep literals nest here; deeper ones take the common way, which has its own limit. */
const MAX_DEPTH = 100;

/** `name = literal`. */
export interface LiteralAssignment {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: Value;
  /** What making the value costs of the budget's elements. */
  readonly elements: number;
}

/** Thrown where a text is more than literals, or wrong; the parser says which. */
class NotLiteral extends Error {}

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/**
 * Reads a file in which nothing but literals is assigned to names: what mocks of plans are, some
 * hundred kB each. No tree is made of it. Nothing for every other file, right or wrong.
 */
export function readLiteralFile(source: SourceFile): LiteralAssignment[] | undefined {
  try {
    return new LiteralReader(source).file();
  } catch (error) {
    if (error instanceof NotLiteral) return undefined;
    throw error;
  }
}

class LiteralReader {
  private readonly source: SourceFile;
  private readonly text: string;
  /** Sealed at the end: the values are shared by all evaluations. */
  private readonly region = new Region();
  private at = 0;
  private elements = 0;

  constructor(source: SourceFile) {
    this.source = source;
    this.text = source.text;
  }

  file(): LiteralAssignment[] {
    const assignments: LiteralAssignment[] = [];
    for (this.skipBlanks(); this.at < this.text.length; this.skipBlanks()) {
      const start = this.at;
      const name = this.word();
      if (isReservedWord(name) || words.has(name)) throw new NotLiteral();
      const end = this.at;
      this.skipSpaces();
      this.take("=");
      this.skipBlanks();
      this.elements = 0;
      const value = this.value(0);
      assignments.push({ name, start, end, value, elements: this.elements });
      this.skipSpaces();
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x0a && code !== 0x23 && !Number.isNaN(code)) throw new NotLiteral();
    }
    this.region.sealed = true;
    return assignments;
  }

  private value(depth: number): Value {
    if (depth > MAX_DEPTH) throw new NotLiteral();
    const code = this.text.charCodeAt(this.at);
    if (code === 0x22) return this.string();
    if (code === 0x7b) return this.map(depth);
    if (code === 0x5b) return this.list(depth);
    if (isDecimalDigit(code)) return this.number();
    if (code === 0x2d) return this.negative();
    const start = this.at;
    const word = this.word();
    if (word === "undefined")
      return new UndefinedValue({ file: this.source, span: { start, end: this.at } });
    const value = words.get(word);
    if (value === undefined) throw new NotLiteral();
    return value;
  }

  private map(depth: number): Value {
    const map = new MapValue(this.region);
    let size = 0;
    this.at++;
    for (this.skipBlanks(); !this.isAt(0x7d); this.skipBlanks()) {
      const original = this.value(depth + 1);
      const key = toMapKey(original);
      if (key === undefined) throw new NotLiteral();
      this.skipSpaces();
      this.take(":");
      this.skipBlanks();
      map.set(key, original, this.value(depth + 1));
      size++;
      if (!this.goesOn(0x7d)) break;
    }
    this.at++;
    this.elements += size + weights.map;
    return map;
  }

  private list(depth: number): Value {
    const items: Value[] = [];
    this.at++;
    for (this.skipBlanks(); !this.isAt(0x5d); this.skipBlanks()) {
      items.push(this.value(depth + 1));
      if (!this.goesOn(0x5d)) break;
    }
    this.at++;
    this.elements += items.length + weights.list;
    return new ListValue(items, this.region);
  }

  /** Whether a comma stands behind an element, and not the end; a line end there is neither. */
  private goesOn(close: number): boolean {
    this.skipSpaces();
    if (this.isAt(close)) return false;
    this.take(",");
    return true;
  }

  private string(): Value {
    const { text } = this;
    const start = this.at + 1;
    let close = start;
    let isPlain = true;
    for (; ; close++) {
      const code = text.charCodeAt(close);
      if (code === 0x22) break;
      if (code === 0x5c) {
        isPlain = false;
        close++;
      } else if (code === 0x0a || Number.isNaN(code)) {
        throw new NotLiteral();
      }
    }
    this.at = close + 1;
    if (isPlain) return text.slice(start, close);
    const value = interpretString(text, start, close);
    if (typeof value === "string") return value;
    if ("code" in value) throw new NotLiteral();
    return stringFromBytes(value);
  }

  private number(): Value {
    const scan = scanNumber(this.text, this.at);
    this.at = scan.end;
    if (scan.kind === "float") return toFloat(scan.value);
    if (scan.kind === "integer" && typeof scan.value === "number") return scan.value;
    throw new NotLiteral();
  }

  /** Zero and what is no number of the host's keep their rules about signs elsewhere. */
  private negative(): Value {
    this.at++;
    if (!isDecimalDigit(this.text.charCodeAt(this.at))) throw new NotLiteral();
    const value = this.number();
    if (typeof value !== "number" || value === 0) throw new NotLiteral();
    return -value;
  }

  private word(): string {
    const start = this.at;
    // Names beyond ASCII are rare, and the scanner's to judge.
    while (isAsciiWord(this.text.charCodeAt(this.at))) this.at++;
    if (this.at === start || isDecimalDigit(this.text.charCodeAt(start))) throw new NotLiteral();
    return this.text.slice(start, this.at);
  }

  private isAt(code: number): boolean {
    return this.text.charCodeAt(this.at) === code;
  }

  private take(character: string): void {
    if (this.text.charAt(this.at) !== character) throw new NotLiteral();
    this.at++;
  }

  private skipSpaces(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return;
      this.at++;
    }
  }

  /** Line ends and comments too. */
  private skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x23) {
        const end = this.text.indexOf("\n", this.at);
        this.at = end === -1 ? this.text.length : end;
      } else if (code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a) {
        this.at++;
      } else {
        return;
      }
    }
  }
}

function isAsciiWord(code: number): boolean {
  return code < 0x80 && isIdentifierPart(code);
}
