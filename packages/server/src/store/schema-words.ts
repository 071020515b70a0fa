/** What tables are made of, in the words of one engine. */
export interface SchemaWords {
  /** Text without NUL, compared and sorted by its bytes. */
  readonly text: string;
  /** A whole number as JavaScript has them: a count, or a moment in milliseconds. */
  readonly integer: string;
  /** Anything, byte by byte; also text that people write freely. */
  readonly bytes: string;
  /** A JSON text. */
  readonly json: string;
  /** 0 or 1. */
  readonly truth: (column: string) => string;
  /** The key of a table whose rows are numbered in the order in which they come. */
  readonly position: string;
  /** A column of an index in which rows without a value come first. */
  readonly nullsFirst: (column: string) => string;
  /**
   * A reference, checked at the commit, to a table that is made later; empty where an engine adds it
   * once that table is there.
   */
  readonly ahead: (reference: string) => string;
  /** The statement that makes a table of these columns and constraints. */
  readonly table: (name: string, ...definitions: readonly string[]) => string;
}
