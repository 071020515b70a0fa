import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** What OPA needs of the archive of a policy set. */
export interface OpaArchive {
  readonly policies: readonly ListedQuery[];
  readonly files: readonly ArchivedFile[];
}

/** A policy as `policies.hcl` lists it. */
export interface ListedQuery {
  readonly name: string;
  readonly query: string;
  readonly description: string;
}

export interface ArchivedFile {
  /** Below the folder of the set. */
  readonly path: string;
  /** In base 64. */
  readonly content: string;
}

/**
 * Writes the files of an archive into a folder, and none beside it.
 *
 * @throws Error for a path that leads out of the folder: whoever read the archive must have refused it
 */
export async function writeBundle(folder: string, files: readonly ArchivedFile[]): Promise<void> {
  for (const { path, content } of files) {
    const target = join(folder, path);
    if (/^\.\.(\/|$)/.test(relative(folder, target))) {
      throw new Error(`"${path}" leads out of its policy set`);
    }
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, Buffer.from(content, "base64"), { flag: "wx" });
  }
}
