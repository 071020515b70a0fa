import { ArchiveError, quoted } from "./archive-error.js";
import { parseEntryPath } from "./entry-path.js";
import type { ArchiveLimits } from "./limits.js";

export type EntryKind = "file" | "folder" | "link";

/** Decides about each entry of one archive before anything of it is used. */
export class EntryGate {
  private readonly limits: ArchiveLimits;
  /** What is at each path, by the path as a file system that ignores case sees it. */
  private readonly seen = new Map<string, { path: string; kind: EntryKind }>();
  private entries = 0;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
  }

  /**
   * The path of the next entry; nothing for the root folder, which many archives list. `size` is
   * what the archive claims, in bytes. Throws `ArchiveError` if it may not be there.
   */
  admit(name: string, kind: EntryKind, size: number): string | undefined {
    if (++this.entries > this.limits.entries)
      throw new ArchiveError(
        `the archive has more than ${this.limits.entries} entries; pack only what is needed`,
      );
    const parts = parseEntryPath(name);
    if (parts.length === 0) {
      if (kind === "folder") return undefined;
      throw new ArchiveError(`entry ${quoted(name)} is a ${kind} without a name`);
    }
    if (size > this.limits.entryBytes) throw tooLarge(name, this.limits);
    for (let length = 1; length < parts.length; length++)
      this.claim(name, parts.slice(0, length).join("/"), "folder");
    const path = parts.join("/");
    this.claim(name, path, kind);
    return path;
  }

  private claim(name: string, path: string, kind: EntryKind): void {
    const key = path.normalize("NFC").toLowerCase();
    const other = this.seen.get(key);
    if (other === undefined) this.seen.set(key, { path, kind });
    else if (other.kind !== kind) {
      const kinds = [other.kind, kind].sort().join(" and a ");
      throw new ArchiveError(
        `entry ${quoted(name)} makes ${quoted(path)} both a ${kinds}; pack it once`,
      );
    } else if (other.path !== path)
      throw new ArchiveError(
        `entry ${quoted(name)} differs from ${quoted(other.path)} only in case; rename one of them`,
      );
    else if (kind !== "folder")
      throw new ArchiveError(`entry ${quoted(name)} is in the archive twice; pack it once`);
  }
}

export function tooLarge(name: string, limits: ArchiveLimits): ArchiveError {
  return new ArchiveError(
    `entry ${quoted(name)} is larger than ${mebibytes(limits.entryBytes)}; leave it out or split it`,
  );
}

export function mebibytes(bytes: number): string {
  return bytes % (1024 * 1024) === 0 ? `${bytes / 1024 / 1024} MiB` : `${bytes} bytes`;
}

/** What the archive formats call kinds that are neither file nor folder. */
export function refuseKind(name: string, kind: string): never {
  throw new ArchiveError(
    `entry ${quoted(name)} is a ${kind}; only files and folders are allowed, so pack what it stands for`,
  );
}
