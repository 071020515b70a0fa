import { OutboundError } from "./outbound-error.js";

/** LIMIT: characters of the name of a branch, tag or commit. */
export const MAX_REF_LENGTH = 255;

/**
 * Checks the name of a branch, tag or commit before git sees it. Stricter than git: no name can be
 * taken for an option, a refspec or an expression over revisions. Throws `OutboundError`.
 */
export function checkRef(ref: string): string {
  const isName = /^[A-Za-z0-9_][A-Za-z0-9_./+#=-]*$/.test(ref);
  const isForbidden = /\.\.|\/\/|\/\.|\.lock(?:\/|$)|[./]$/.test(ref);
  if (isName && !isForbidden && ref.length <= MAX_REF_LENGTH) return ref;
  throw new OutboundError(
    "invalid",
    `${JSON.stringify(ref.slice(0, 100))} is not the name of a branch, tag or commit; such a name has letters, digits and "_./+#=-"`,
  );
}

/** Checks a path inside a repository, `/` between its parts; nothing stands for the whole. */
export function checkSubpath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (!parts.includes("..") && !parts.includes(".git") && !/[\u0000-\u001f\\]/.test(path))
    return parts.join("/");
  throw new OutboundError(
    "invalid",
    `${JSON.stringify(path.slice(0, 100))} is not a path inside a repository; write the folders from its root, without ".."`,
  );
}
