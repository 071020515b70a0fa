import { readFileSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";

/** Where configurations and what they name are read from. */
export interface SourceFiles {
  /** Throws as `readFileSync` does: an error whose `code` says why. */
  read(path: string | number): Uint8Array;
  isFile(path: string): boolean;
}

export const machineFiles: SourceFiles = {
  read: (path) => readFileSync(path),
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

/**
 * Files that exist in memory only, by their paths below a folder called "". Nothing of the machine can
 * be read through them, whatever a path says.
 */
export class FilesInMemory implements SourceFiles {
  private readonly files = new Map<string, Uint8Array>();

  constructor(files: Iterable<readonly [path: string, content: Uint8Array]>) {
    for (const [path, content] of files) this.files.set(resolve(path), content);
  }

  read(path: string | number): Uint8Array {
    const content = typeof path === "string" ? this.files.get(resolve(path)) : undefined;
    if (content === undefined) throw Object.assign(new Error("not in memory"), { code: "ENOENT" });
    return content;
  }

  isFile(path: string): boolean {
    return this.files.has(resolve(path));
  }

  /** Every file, by its path below the folder. */
  *entries(): Generator<readonly [path: string, content: Uint8Array]> {
    const folder = resolve("");
    for (const [path, content] of this.files) yield [relative(folder, path), content];
  }
}
