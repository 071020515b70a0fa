import { RE2JS, RE2JSException } from "re2js";

/** LIMIT: patterns kept prepared; ten thousand would hold a hundred megabytes. */
const MAX_PATTERNS = 200;

/** A regular expression in RE2 syntax, matched in time linear in the text. */
export interface Pattern {
  /** Whether it matches any part of the text. */
  test(text: string | Uint8Array): boolean;
}

export type PatternResult =
  | { readonly pattern: Pattern; readonly problem?: never }
  | { readonly pattern?: never; readonly problem: string };

/** Prepares a regular expression, or says what is wrong with it. */
export function preparePattern(source: string): PatternResult {
  try {
    return { pattern: RE2JS.compile(source) };
  } catch (error) {
    if (error instanceof RE2JSException) {
      const problem = error.message.replace(/^error parsing regexp: /, "");
      return { problem: problem.replaceAll("`", '"') };
    }
    throw error;
  }
}

/** Keeps the patterns that one evaluation makes as it runs; the longest unused goes first. */
export class PatternCache {
  private readonly results = new Map<string, PatternResult>();

  prepare(source: string): PatternResult {
    const known = this.results.get(source);
    this.results.delete(source);
    const result = known ?? preparePattern(source);
    this.results.set(source, result);
    if (this.results.size > MAX_PATTERNS) {
      const [oldest] = this.results.keys();
      if (oldest !== undefined) this.results.delete(oldest);
    }
    return result;
  }
}
