/**
 * LIMIT: a longer text, in UTF-16 code units, is refused before it is read. A text of nothing but
 * empty blocks becomes a tree of sixty times its size, here 130 MB.
 */
export const MAX_INPUT_LENGTH = 2 * 1024 * 1024;

/**
 * LIMIT: lists, objects, parentheses, unary operators and blocks inside each other. Deeper text is a
 * problem at the bracket that goes too deep; it keeps this parser and the walks of its consumers far
 * from the end of the stack.
 */
export const MAX_NESTING = 200;

/** LIMIT: reading stops when a text has more problems than this, and one more problem says so. */
export const MAX_PROBLEMS = 100;

/**
 * LIMIT: digits of a number used as an object key, as written and written out. Without a bound the
 * key `1e999999999` would take a gigabyte.
 */
export const MAX_KEY_DIGITS = 64;

/** LIMIT: characters of the text that a message repeats; the rest is cut. */
export const MAX_QUOTED_CHARACTERS = 60;
