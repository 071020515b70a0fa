import { MAX_QUOTED_CHARACTERS } from "./limits.js";

/**
 * Text of the file as a message repeats it: in double quotes, cut to a bounded length, and with
 * every character that is invisible or would break the line as its code point, for example `U+00A0`.
 */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MAX_QUOTED_CHARACTERS + 1));
  const cut = characters.length > MAX_QUOTED_CHARACTERS;
  const shown = characters.slice(0, MAX_QUOTED_CHARACTERS).map(visible).join("");
  return `"${shown}${cut ? "..." : ""}"`;
}

function visible(character: string): string {
  if (character === " " || !/[\p{C}\p{Z}]/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
