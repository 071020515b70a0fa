import { ArchiveError, quoted } from "./archive-error.js";
import { MAX_FOLDERS_DEEP, MAX_NAME_BYTES, MAX_PATH_BYTES } from "./limits.js";

/**
 * The parts of an entry's name, without `.`; none for the root itself. Throws `ArchiveError` for a
 * name that could leave the folder it is unpacked into, on whichever system, or that none can hold.
 */
export function parseEntryPath(name: string): string[] {
  const refuse = (problem: string): never => {
    throw new ArchiveError(`entry ${quoted(name)} ${problem}`);
  };
  if (Buffer.byteLength(name) > MAX_PATH_BYTES)
    refuse(`has a name of more than ${MAX_PATH_BYTES} bytes; shorten it`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) refuse("has a control character in its name; rename it");
  if (name.includes("\\")) refuse('has a backslash in its name; separate folders with "/"');
  if (/^(?:\/|[a-z]:)/i.test(name))
    refuse("has an absolute name; pack the archive from inside its folder");
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) refuse('leaves the archive by ".."; pack the files into its folder');
  if (parts.some((part) => Buffer.byteLength(part) > MAX_NAME_BYTES))
    refuse(`has a part of more than ${MAX_NAME_BYTES} bytes in its name; shorten it`);
  if (parts.length > MAX_FOLDERS_DEEP)
    refuse(`is more than ${MAX_FOLDERS_DEEP} folders deep; flatten the folders`);
  return parts;
}

/** The parts of a link's target, `..` among them. Throws `ArchiveError` for one that can never be inside. */
export function parseLinkTarget(path: string, target: string): string[] {
  const isRelative = target !== "" && !/^(?:\/|[a-z]:)/i.test(target);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isPlain = !/[\u0000-\u001f\u007f\\]/.test(target);
  if (isRelative && isPlain && Buffer.byteLength(target) <= MAX_PATH_BYTES)
    return target.split("/").filter((part) => part !== "" && part !== ".");
  throw new ArchiveError(
    `entry ${quoted(path)} is a symbolic link to ${quoted(target)}; only relative links of at most ${MAX_PATH_BYTES} bytes are allowed, so pack what it stands for`,
  );
}
