import { MAX_QUOTED_CHARACTERS } from "./limits.js";

/** An archive is malformed, unsafe or too large; the message says where and what to do. */
export class ArchiveError extends Error {}

/** A name from an archive, fit for one line of a message. */
export function quoted(name: string): string {
  const cut =
    name.length > MAX_QUOTED_CHARACTERS ? `${name.slice(0, MAX_QUOTED_CHARACTERS)}…` : name;
  return JSON.stringify(cut);
}

/** What a library says about a malformed archive, in the form of our messages: one line, no period. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return quoted(text.replace(/\.$/, "").toLowerCase()).slice(1, -1);
}
