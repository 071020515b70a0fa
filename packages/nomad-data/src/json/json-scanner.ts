import { DocumentFailure, type Step } from "./document-problem.js";

/**
 * LIMIT: how deep a document may nest. Go's decoder allows 10 000 levels, which no job comes near, and
 * which would overflow the host's stack here.
 */
export const MAX_DEPTH = 200;

const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what ends a string too early
const plainCharacters = /[^"\\\0-\x1f]*/y;
const whitespace = /[ \t\r\n]*/y;

/** The kind of a JSON value, as messages call it. */
export type JsonKind = "an object" | "a list" | "a string" | "a boolean" | "a number" | "null";

const kinds: Readonly<Record<string, JsonKind>> = {
  "{": "an object",
  "[": "a list",
  '"': "a string",
  t: "a boolean",
  f: "a boolean",
  n: "null",
};

/**
 * Reads JSON token by token, by the grammar that Go's decoder follows, and knows where in the document
 * it is. Every method throws `DocumentFailure` for what is not there.
 */
export class JsonScanner {
  private readonly name: string;
  private readonly text: string;
  private readonly steps: Step[] = [];
  private at = 0;

  /** `name` is how messages call the document. */
  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** How far the text has been read, in UTF-16 code units. */
  get offset(): number {
    return this.at;
  }

  /** What the next value is. */
  peek(): JsonKind {
    this.skip(whitespace);
    const character = this.text.charAt(this.at);
    if (character === "") this.fail("ends too early");
    const kind = kinds[character];
    if (kind !== undefined) return kind;
    return /[-\d]/.test(character) ? "a number" : this.fail("is no JSON: unexpected character");
  }

  /** Reads an object; `readValue` must consume the value of each key. */
  object(readValue: (key: string) => void): void {
    this.members("{", "}", () => {
      if (this.peek() !== "a string") this.fail("has a key that is no string");
      const key = this.string();
      this.steps.push(key);
      if (!this.take(":")) this.fail('has no ":" behind the key');
      readValue(key);
    });
  }

  /** Reads a list; `readElement` must consume each element. */
  list(readElement: (index: number) => void): void {
    let index = 0;
    this.members("[", "]", () => {
      this.steps.push(index);
      readElement(index++);
    });
  }

  string(): string {
    const start = this.at++;
    let escaped = false;
    for (;;) {
      this.skip(plainCharacters);
      const character = this.text.charAt(this.at);
      if (character === '"') break;
      if (character !== "\\")
        this.fail("has a string that is not closed, or holds a control character");
      escaped = true;
      this.at += 2;
    }
    this.at++;
    if (!escaped) return this.text.slice(start + 1, this.at - 1);
    // COMPAT (Go, package encoding/json): half of a surrogate pair is replaced, not refused.
    return this.unescape(start).replace(/\p{Surrogate}/gu, "\ufffd");
  }

  /** The characters of a number. */
  number(): string {
    const start = this.at;
    this.skip(numberToken);
    if (this.at === start) this.fail("is no number");
    return this.text.slice(start, this.at);
  }

  boolean(): boolean {
    return this.text.charAt(this.at) === "t" ? this.word("true", true) : this.word("false", false);
  }

  null(): null {
    return this.word("null", null);
  }

  /** Reads a value of any kind and forgets it. */
  skipValue(): void {
    const kind = this.peek();
    if (kind === "an object") this.object(() => this.skipValue());
    else if (kind === "a list") this.list(() => this.skipValue());
    else if (kind === "a string") this.string();
    else if (kind === "a number") this.number();
    else if (kind === "a boolean") this.boolean();
    else this.null();
  }

  /** Nothing may follow the value: Go's decoder would never look at it. */
  end(): void {
    this.skip(whitespace);
    if (this.at < this.text.length) this.fail("is followed by further text");
  }

  /** Throws: what was just read is not as it must be. */
  fail(what: string): never {
    throw new DocumentFailure(this.name, this.steps, this.at, what);
  }

  private members(open: string, close: string, readMember: () => void): void {
    if (!this.take(open)) this.fail(`has no "${open}"`);
    const depth = this.steps.length;
    if (depth >= MAX_DEPTH) this.fail(`nests more than ${MAX_DEPTH} levels deep`);
    if (this.take(close)) return;
    do {
      readMember();
      this.steps.length = depth;
    } while (this.take(","));
    if (!this.take(close)) this.fail(`has neither "," nor "${close}" where one must be`);
  }

  private unescape(start: number): string {
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      return this.fail("has a string with an invalid escape sequence");
    }
  }

  private word<Value>(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.at)) this.fail("is no JSON: unexpected word");
    this.at += word.length;
    return value;
  }

  private take(character: string): boolean {
    this.skip(whitespace);
    if (this.text.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (pattern.test(this.text)) this.at = pattern.lastIndex;
  }
}
