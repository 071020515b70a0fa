// RFC 4648, sections 4 and 5.

const common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
export const standardAlphabet = `${common}+/`;
export const urlAlphabet = `${common}-_`;

/** The text of bytes, padded. */
export function encodeBase64(bytes: Uint8Array, alphabet: string): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const group = (first << 16) | (second << 8) | third;
    for (const shift of [18, 12, 6, 0]) text += alphabet.charAt((group >> shift) & 63);
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - padding) + "=".repeat(padding);
}

/**
 * The bytes of a padded text, or the offset of the first character that does not belong. Line ends
 * are skipped, as Go's decoder does.
 */
export function decodeBase64(
  text: string,
  alphabet: string,
): { bytes: Uint8Array } | { offset: number } {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let group = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\r" || character === "\n") continue;
    if (character === "=") {
      const end = endOfPadding(text, at, digits);
      if (end !== undefined) return { offset: end };
      if (digits === 3) bytes[length++] = group >> 10;
      if (digits === 3) bytes[length++] = group >> 2;
      if (digits === 2) bytes[length++] = group >> 4;
      return { bytes: bytes.slice(0, length) };
    }
    const value = alphabet.indexOf(character);
    if (value === -1) return { offset: at };
    group = (group << 6) | value;
    if (++digits < 4) continue;
    bytes[length++] = group >> 16;
    bytes[length++] = group >> 8;
    bytes[length++] = group;
    group = 0;
    digits = 0;
  }
  return digits === 0 ? { bytes: bytes.slice(0, length) } : { offset: text.length };
}

/** Nothing if the padding from `at` completes the group and the text; else where it goes wrong. */
function endOfPadding(text: string, at: number, digits: number): number | undefined {
  if (digits < 2) return at;
  const rest = text.slice(at).replace(/[\r\n]/g, "");
  return rest === "=".repeat(4 - digits) ? undefined : at;
}
