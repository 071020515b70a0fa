import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../command.js";

/**
 * The files that an operand means: itself, or all `*.sentinel` files below a folder, sorted. Hidden
 * folders are left out, and links to folders are not followed. A path that does not exist is left for
 * reading to report.
 */
export function findSources(path: string): string[] {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
    ? sourcesBelow(path)
    : [path];
}

function sourcesBelow(folder: string): string[] {
  return entriesOf(folder)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith(".") ? [] : sourcesBelow(path);
      return entry.name.endsWith(".sentinel") ? [path] : [];
    });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new CommandError(`"${folder}" cannot be read: ${(error as Error).message}`);
  }
}
