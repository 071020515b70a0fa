import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";
import { MAX_PATTERN_LENGTH, MAX_PATTERN_SIZE } from "./limits.js";

/** LIMIT: instructions of the patterns that a program keeps prepared: twenty megabytes. */
const MAX_KEPT_SIZE = 200_000;

/** A regular expression in RE2 syntax, matched in time linear in the text. */
export interface Pattern {
  /** Whether it matches any part of the text. */
  test(text: string | Uint8Array): boolean;
}

/** `size` counts instructions: what preparing took, and what matching one character may take. */
export type PatternResult =
  | { readonly size: number; readonly pattern: Pattern; readonly problem?: never }
  | { readonly size: number; readonly pattern?: never; readonly problem: PatternProblem };

/** What is wrong with a pattern, and at which offset (UTF-16 code units) if it is not all of it. */
export interface PatternProblem {
  readonly text: string;
  readonly offset: number | undefined;
}

/** Prepares a regular expression, or says what is wrong with it. */
export function preparePattern(source: string): PatternResult {
  try {
    const pattern = RE2JS.compile(source);
    const size = pattern.programSize();
    if (size <= MAX_PATTERN_SIZE) return { pattern, size };
    const text = `it repeats to more than ${MAX_PATTERN_SIZE} instructions`;
    return { problem: { text, offset: undefined }, size };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const text = error.message.replace(/^error parsing regexp: /, "").replaceAll("`", '"');
    return { problem: { text, offset: offsetOf(error, source) }, size: source.length };
  }
}

/** The parser names what it stumbled over; it reads from left to right, so the first such is meant. */
function offsetOf(error: RE2JSException, source: string): number | undefined {
  if (!(error instanceof RE2JSSyntaxException) || error.input === source) return undefined;
  // Without a text it is the back slash at the end.
  if (error.input === null) return source.endsWith("\\") ? source.length - 1 : undefined;
  const offset = source.indexOf(error.input);
  return offset === -1 ? undefined : offset;
}

/** Prepares the patterns that a program has as literals, as long as they are few. */
export class LiteralPatterns {
  private size = 0;

  /** `undefined` for a pattern that is left to the evaluation, which has a budget. */
  prepare(source: string): PatternResult | undefined {
    if (source.length > MAX_PATTERN_LENGTH || this.size > MAX_KEPT_SIZE) return undefined;
    const result = preparePattern(source);
    this.size += result.size;
    return result;
  }
}

/** Keeps the patterns that a program makes as it runs; the longest unused goes first. */
export class PatternCache {
  private readonly results = new Map<string, PatternResult>();
  private size = 0;
  /** The one used last, which most often is the next one too. */
  private last: { readonly source: string; readonly result: PatternResult } | undefined;

  prepare(source: string): PatternResult {
    if (this.last?.source === source) return this.last.result;
    const result = this.find(source);
    this.last = { source, result };
    return result;
  }

  private find(source: string): PatternResult {
    const known = this.results.get(source);
    this.results.delete(source);
    const result = known ?? preparePattern(source);
    this.results.set(source, result);
    if (known === undefined) this.makeRoom(result.size);
    return result;
  }

  private makeRoom(size: number): void {
    this.size += size;
    for (const [oldest, result] of this.results) {
      if (this.size <= MAX_KEPT_SIZE) break;
      this.results.delete(oldest);
      this.size -= result.size;
    }
  }
}
