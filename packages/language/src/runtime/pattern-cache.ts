import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";

/** LIMIT: patterns kept prepared; ten thousand would hold a hundred megabytes. */
const MAX_PATTERNS = 200;

/** A regular expression in RE2 syntax, matched in time linear in the text. */
export interface Pattern {
  /** Whether it matches any part of the text. */
  test(text: string | Uint8Array): boolean;
}

export type PatternResult =
  | { readonly pattern: Pattern; readonly problem?: never }
  | { readonly pattern?: never; readonly problem: PatternProblem };

/** What is wrong with a pattern, and at which offset (UTF-16 code units) if it is not all of it. */
export interface PatternProblem {
  readonly text: string;
  readonly offset: number | undefined;
}

/** Prepares a regular expression, or says what is wrong with it. */
export function preparePattern(source: string): PatternResult {
  try {
    return { pattern: RE2JS.compile(source) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const text = error.message.replace(/^error parsing regexp: /, "").replaceAll("`", '"');
    return { problem: { text, offset: offsetOf(error, source) } };
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

/** Keeps the patterns that a program makes as it runs; the longest unused goes first. */
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
