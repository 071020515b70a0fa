// A cutset is a set of characters, not a prefix or suffix.

export function trimStart(text: string, cutset: string): string {
  const set = new Set(cutset);
  let start = 0;
  for (const character of text) {
    if (!set.has(character)) break;
    start += character.length;
  }
  return text.slice(start);
}

export function trimEnd(text: string, cutset: string): string {
  const set = new Set(cutset);
  let end = text.length;
  while (end > 0) {
    const character = lastCharacter(text, end);
    if (!set.has(character)) break;
    end -= character.length;
  }
  return text.slice(0, end);
}

function lastCharacter(text: string, end: number): string {
  const pair = text.slice(end - 2, end);
  return pair.length === 2 && (pair.codePointAt(0) ?? 0) > 0xffff ? pair : text.charAt(end - 1);
}

const space = /\p{White_Space}/u;

/** White space as Unicode defines it. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
