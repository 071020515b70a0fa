/** What a pattern is made of. */
type Token =
  /** `*`: any part of one name, also none. */
  | "part"
  /** `**` followed by a slash: any number of whole folders, also none. */
  | "folders"
  /** `**` elsewhere: anything. */
  | "anything"
  /** `?`: one character of a name. */
  | "character"
  | { readonly text: string };

/**
 * Whether a path matches a pattern, both from the root of a repository, with or without a slash in front.
 * Takes a time that grows with the product of their lengths, whatever the pattern is.
 */
export function matchesPattern(pattern: string, path: string): boolean {
  const target = path.replace(/^\//, "");
  // For each place in the path, whether what follows it matches the tokens that follow: none at first.
  let matches = Array.from({ length: target.length + 1 }, (_, at) => at === target.length);
  for (const token of tokensOf(pattern.replace(/^\//, "")).reverse()) {
    matches = matchesBefore(token, target, matches);
  }
  return matches[0] ?? false;
}

function matchesBefore(token: Token, path: string, after: readonly boolean[]): boolean[] {
  const before = after.map(() => false);
  for (let at = path.length; at >= 0; at--) {
    const next = path[at];
    const isOver = after[at] ?? false;
    const follows = before[at + 1] ?? false;
    before[at] =
      token === "part"
        ? isOver || (next !== "/" && follows)
        : token === "anything"
          ? isOver || follows
          : token === "folders"
            ? (isFolderStart(path, at) && isOver) || follows
            : next !== undefined &&
              (after[at + 1] ?? false) &&
              (token === "character" ? next !== "/" : next === token.text);
  }
  return before;
}

function isFolderStart(path: string, at: number): boolean {
  return at === 0 || path[at - 1] === "/";
}

function tokensOf(pattern: string): Token[] {
  return (pattern.match(/\*\*\/|\*+|[\s\S]/g) ?? []).map((part) => {
    if (part === "**/") return "folders";
    if (part === "*") return "part";
    if (part.startsWith("*")) return "anything";
    return part === "?" ? "character" : { text: part };
  });
}
