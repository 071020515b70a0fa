import { readFileSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { LinkTable } from "@portcullis/archive";

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
 * be read through them, whatever a path or a symbolic link says.
 */
export class FilesInMemory implements SourceFiles {
  private readonly files: ReadonlyMap<string, Uint8Array>;

  constructor(
    files: Iterable<readonly [path: string, content: Uint8Array]>,
    private readonly links = new LinkTable(),
  ) {
    this.files = new Map(files);
  }

  read(path: string | number): Uint8Array {
    const content = typeof path === "string" ? this.find(path) : undefined;
    if (content === undefined) throw Object.assign(new Error("not in memory"), { code: "ENOENT" });
    return content;
  }

  isFile(path: string): boolean {
    return this.find(path) !== undefined;
  }

  /**
   * Every file below a folder, by its path from there, links to files among them; what is in a folder that
   * a link leads to counts once, where it is.
   */
  *entriesBelow(folder: string): Generator<readonly [path: string, content: Uint8Array]> {
    const start = folder === "" ? "" : `${folder}/`;
    for (const path of [...this.files.keys(), ...this.links.paths()]) {
      const content = path.startsWith(start) ? this.find(path) : undefined;
      if (content !== undefined) yield [path.slice(start.length), content];
    }
  }

  private find(path: string): Uint8Array | undefined {
    const place = this.links.follow(relative(resolve(""), resolve(path)).split(sep).join("/"));
    return place === undefined ? undefined : this.files.get(place);
  }
}
