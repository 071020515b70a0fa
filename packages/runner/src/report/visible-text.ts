/**
 * Characters that steer a terminal, hide or reorder what is read, or that XML cannot hold: controls
 * besides tab and line feed, marks of direction, halves of surrogate pairs, noncharacters.
 */
const steering =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x08\x0B-\x1F\x7F-\x9F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** A text with its line ends as LF and everything that steers written as an escape: `\x1b`, `\u202e`. */
export function visibleText(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(steering, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** Bold, the six colours that no background hides, and back to plain. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const colour = /(\x1b\[(?:(?:[01]|3[1-6])(?:;(?=\d))?)*m)/;

/** A visible text for a terminal, where colours that a policy prints, and ours, may stay. */
export function textForTerminal(text: string): string {
  return text
    .split(colour)
    .map((part, index) => (index % 2 === 1 ? part : visibleText(part)))
    .join("");
}

/** A visible text in one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}

/** A text of at most `limit` characters; a longer one ends in "…". */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
  return `${text.slice(0, end)}…`;
}
