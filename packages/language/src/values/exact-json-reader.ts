import { mayFitInt } from "../source/integer-digits.js";
import { toFloat } from "./float.js";
import { fitsInt, toInt } from "./int.js";
import type { JsonResult } from "./json.js";
import type { Value } from "./value.js";

/**
 * LIMIT: how deep JSON may nest here. The reader recurses once a level; ten times as much overflows
 * the host's stack.
 */
const MAX_JSON_DEPTH = 1000;

const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plainCharacters = /[^"\\\p{Cc}]*/uy;
const whitespace = /[ \t\r\n]*/y;

class JsonFailure extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads JSON (RFC 8259) token by token, keeping every number exact. Slower than `JSON.parse`. */
export class ExactJsonReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): JsonResult {
    try {
      const value = this.value(0);
      this.skipWhitespace();
      if (this.at < this.text.length) this.fail("unexpected text after the value");
      return { value };
    } catch (error) {
      if (error instanceof JsonFailure)
        return { problem: { message: error.message, offset: error.offset } };
      throw error;
    }
  }

  private value(depth: number): Value {
    if (depth > MAX_JSON_DEPTH) this.fail(`nests more than ${MAX_JSON_DEPTH} levels deep`);
    this.skipWhitespace();
    switch (this.text.charAt(this.at)) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      case "":
        return this.fail("unexpected end of the text");
      default:
        return this.number();
    }
  }

  private object(depth: number): Value {
    const object: Record<string, Value> = {};
    this.at++;
    this.skipWhitespace();
    if (this.take("}")) return object;
    do {
      this.skipWhitespace();
      if (this.text.charAt(this.at) !== '"') this.fail("expected a key in double quotes");
      const key = this.string();
      this.skipWhitespace();
      if (!this.take(":")) this.fail('expected ":"');
      const value = this.value(depth + 1);
      // Defined rather than assigned, so that "__proto__" is a key like any other.
      Object.defineProperty(object, key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      this.skipWhitespace();
    } while (this.take(","));
    if (!this.take("}")) this.fail('expected "," or "}"');
    return object;
  }

  private array(depth: number): Value {
    const items: Value[] = [];
    this.at++;
    this.skipWhitespace();
    if (this.take("]")) return items;
    do {
      items.push(this.value(depth + 1));
      this.skipWhitespace();
    } while (this.take(","));
    if (!this.take("]")) this.fail('expected "," or "]"');
    return items;
  }

  private string(): string {
    const start = this.at++;
    let escaped = false;
    for (;;) {
      this.skip(plainCharacters);
      const character = this.text.charAt(this.at);
      if (character === '"') break;
      if (character === "\\") {
        escaped = true;
        this.at += 2;
      } else if (character === "" || character < " ") {
        this.fail(character === "" ? "string is not terminated" : "control character in a string");
      } else {
        this.at++;
      }
    }
    this.at++;
    if (!escaped) return this.text.slice(start + 1, this.at - 1);
    return replaceLoneSurrogates(this.unescape(start, this.at));
  }

  private unescape(start: number, end: number): string {
    try {
      return JSON.parse(this.text.slice(start, end)) as string;
    } catch {
      this.at = start;
      return this.fail("invalid escape sequence in a string");
    }
  }

  private number(): Value {
    const start = this.at;
    this.skip(numberToken);
    if (this.at === start) this.fail("unexpected character");
    const token = this.text.slice(start, this.at);
    if (/^-?\d+$/.test(token) && mayFitInt(token)) {
      const integer = BigInt(token);
      if (fitsInt(integer)) return toInt(integer);
    }
    const float = Number(token);
    if (!Number.isFinite(float)) {
      this.at = start;
      this.fail(`number "${token.slice(0, 40)}" is out of range`);
    }
    return toFloat(float);
  }

  private word<Word extends Value>(word: string, value: Word): Word {
    if (!this.text.startsWith(word, this.at)) this.fail("unexpected character");
    this.at += word.length;
    return value;
  }

  private take(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  private skipWhitespace(): void {
    this.skip(whitespace);
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (pattern.test(this.text)) this.at = pattern.lastIndex;
  }

  private fail(message: string): never {
    throw new JsonFailure(message, this.at);
  }
}

/** A lone half of a surrogate pair is no character; the language's strings hold none. */
function replaceLoneSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
