/** Code units the scanner compares with. `END_OF_FILE` is what it sees behind the text. */
export const END_OF_FILE = -1;
export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const BANG = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const DOLLAR = 0x24;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const LEFT_PARENTHESIS = 0x28;
export const RIGHT_PARENTHESIS = 0x29;
export const STAR = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const LEFT_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const RIGHT_BRACKET = 0x5d;
export const CARET = 0x5e;
export const BACKQUOTE = 0x60;
export const LEFT_BRACE = 0x7b;
export const PIPE = 0x7c;
export const RIGHT_BRACE = 0x7d;

const UNICODE_NAME_START = /\p{ID_Start}/u;
const UNICODE_NAME_PART = /[\p{ID_Continue}\u200c\u200d]/u;
const UNICODE_WHITE_SPACE = /\p{White_Space}/u;

const NAME_START = 1;
const NAME_PART = 2;

/** The classes of each ASCII character, as bits. */
const asciiClasses = classifyAscii();

function classifyAscii(): Uint8Array {
  const classes = new Uint8Array(0x80);
  for (let unit = 0; unit < 0x80; unit++) {
    const character = String.fromCharCode(unit);
    if (/[A-Za-z_]/.test(character)) classes[unit] = NAME_START | NAME_PART;
    else if (/[0-9-]/.test(character)) classes[unit] = NAME_PART;
  }
  return classes;
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/**
 * Length in code units of the character at `at` if a name may begin with it, otherwise 0.
 * HCL's names are Unicode identifiers that may also hold `-` and begin with `_`.
 */
export function nameStartLength(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return (asciiClasses[unit] ?? 0) & NAME_START ? 1 : 0;
  return unicodeLength(text, at, UNICODE_NAME_START);
}

/** The same for a character after the first one of a name. */
export function namePartLength(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return (asciiClasses[unit] ?? 0) & NAME_PART ? 1 : 0;
  return unicodeLength(text, at, UNICODE_NAME_PART);
}

function unicodeLength(text: string, at: number, pattern: RegExp): number {
  if (at >= text.length) return 0;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return pattern.test(character) ? character.length : 0;
}

/** White space as Unicode defines it, which is what heredocs are trimmed and indented by. */
export function isWhiteSpace(unit: number): boolean {
  if (unit < 0x80) return unit === SPACE || (unit >= TAB && unit <= CARRIAGE_RETURN);
  return UNICODE_WHITE_SPACE.test(String.fromCharCode(unit));
}
