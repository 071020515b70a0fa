/** What one evaluation may consume. Each bound has an error of its own, at a place in the policy. */
export interface Limits {
  /** Statements, calls, iterations and elements or bytes looked at by builtins. */
  readonly steps: number;
  /**
   * Elements of all lists and maps made, whether still in use or not. What takes memory besides
   * them counts as several: see `weights`.
   */
  readonly elements: number;
  /** Bytes of all strings made by operators and functions, whether still in use or not. */
  readonly textBytes: number;
  /** Bytes printed. */
  readonly outputBytes: number;
  /** Milliseconds of wall time. */
  readonly milliseconds: number;
}

/**
 * LIMIT: a real policy over a plan of 20,000 resources stays below a tenth of each. Elements and text
 * together keep an evaluation within a heap of 512 megabytes, plan excluded.
 */
export const defaultLimits: Limits = {
  steps: 1_000_000_000,
  elements: 4_000_000,
  textBytes: 128 * 1024 * 1024,
  outputBytes: 4 * 1024 * 1024,
  milliseconds: 60_000,
};

/**
 * LIMIT: how far calls may nest, in levels of the syntax tree that are being evaluated at once.
 * Each takes one or two frames of the host's stack, whose size (about a megabyte by default) this
 * must fit.
 */
export const MAX_STACK_LEVELS = 2500;

/**
 * What counts for things that take memory besides their contents: elements, and bytes of text for
 * strings that a host cannot hold as such.
 */
export const weights = {
  list: 2,
  map: 4,
  frame: 4,
  closure: 2,
  rule: 8,
  byteString: 1024,
} as const;

/** LIMIT: the longest regular expression, in characters. Longer ones take long to prepare. */
export const MAX_PATTERN_LENGTH = 10_000;

/**
 * LIMIT: instructions of a prepared regular expression. Each takes a hundred bytes; counted
 * repetition makes a thousand of a few characters.
 */
export const MAX_PATTERN_SIZE = 20_000;

/**
 * LIMIT: characters of a text times instructions of the pattern it is matched with. A match cannot
 * be interrupted; this much takes a few seconds at the worst.
 */
export const MAX_MATCH_WORK = 250_000_000;
