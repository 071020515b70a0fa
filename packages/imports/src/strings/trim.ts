// A cutset is a set of characters, not a prefix or suffix.

export function trimStart(text: string, cutset: string): string {
  const set = new Set(cutset);
  const characters = Array.from(text);
  const start = characters.findIndex((character) => !set.has(character));
  return start === -1 ? "" : characters.slice(start).join("");
}

export function trimEnd(text: string, cutset: string): string {
  const set = new Set(cutset);
  const characters = Array.from(text);
  const end = characters.findLastIndex((character) => !set.has(character));
  return characters.slice(0, end + 1).join("");
}

/** White space as Unicode defines it. */
export function trimSpace(text: string): string {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
}
