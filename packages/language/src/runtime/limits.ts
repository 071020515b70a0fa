/** What one evaluation may consume. Each bound has an error of its own, at a place in the policy. */
export interface Limits {
  /** Statements, calls, iterations and elements or bytes looked at by builtins. */
  readonly steps: number;
  /** Elements of all lists and maps made, whether still in use or not. */
  readonly elements: number;
  /** Bytes of all strings made by operators and functions, whether still in use or not. */
  readonly textBytes: number;
  /** Bytes printed. */
  readonly outputBytes: number;
  /** Milliseconds of wall time. */
  readonly milliseconds: number;
}

/**
 * LIMIT: a real policy over a plan of 20,000 resources stays below a hundredth of each. Elements and
 * text together keep an evaluation within about two gigabytes of memory.
 */
export const defaultLimits: Limits = {
  steps: 1_000_000_000,
  elements: 10_000_000,
  textBytes: 256 * 1024 * 1024,
  outputBytes: 4 * 1024 * 1024,
  milliseconds: 60_000,
};

/**
 * LIMIT: how far calls may nest, in levels of the syntax tree that are being evaluated at once.
 * Each takes one or two frames of the host's stack, whose size (about a megabyte by default) this
 * must fit.
 */
export const MAX_STACK_LEVELS = 2500;

/** LIMIT: the longest regular expression, in characters. Longer ones take long to prepare. */
export const MAX_PATTERN_LENGTH = 10_000;
