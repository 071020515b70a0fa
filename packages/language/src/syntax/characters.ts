const unicodeLetter = /^\p{L}$/u;
const unicodeDigit = /^\p{Nd}$/u;

export function isDecimalDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHexDigit(code: number): boolean {
  return isDecimalDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

export function isOctalDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x37;
}

/** A letter is any letter of Unicode or an underscore (Language Specification, Letters and digits). */
export function isLetter(code: number): boolean {
  if (code < 0x80) return ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f;
  return unicodeLetter.test(String.fromCodePoint(code));
}

export function isIdentifierPart(code: number): boolean {
  if (code < 0x80) return isLetter(code) || isDecimalDigit(code);
  return isLetter(code) || unicodeDigit.test(String.fromCodePoint(code));
}
