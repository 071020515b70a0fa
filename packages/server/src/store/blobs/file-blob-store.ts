import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type {
  BlobContent,
  BlobId,
  BlobReferences,
  BlobStore,
} from "../../domain/blobs/blob-store.js";
import type { Duration } from "../../domain/clock.js";
import { writeHashed } from "./hashed-file.js";

/**
 * Blobs as files, `ab/abcdef…` under a folder. A file is written under another name, forced to the
 * disk, renamed, and the rename forced to the disk: under its own name a file is always whole.
 */
export class FileBlobStore implements BlobStore {
  private constructor(private readonly folder: string) {}

  /** Opens the folder, making it when it is not there. */
  static async open(folder: string): Promise<FileBlobStore> {
    await rm(join(folder, UNFINISHED), { recursive: true, force: true });
    await mkdir(join(folder, UNFINISHED), { recursive: true, mode: 0o700 });
    return new FileBlobStore(folder);
  }

  async write(content: BlobContent, limit: number): Promise<BlobId> {
    const unfinished = join(this.folder, UNFINISHED, randomUUID());
    try {
      const id = await writeHashed(unfinished, content, limit);
      await sync(unfinished);
      const path = this.pathOf(id);
      await makeDurableFolder(dirname(path));
      await rename(unfinished, path);
      await sync(dirname(path));
      return id;
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async read(id: BlobId): Promise<Uint8Array> {
    return readFile(this.pathOf(id));
  }

  async withFile<Result>(id: BlobId, use: (path: string) => Promise<Result>): Promise<Result> {
    return use(this.pathOf(id));
  }

  async sweep(references: BlobReferences, grace: Duration): Promise<number> {
    let removed = 0;
    for (const group of await readdir(this.folder)) {
      if (group === UNFINISHED) continue;
      removed += await this.sweepOf(await readdir(join(this.folder, group)), references, grace);
    }
    return removed;
  }

  async sweepOf(
    ids: readonly BlobId[],
    references: BlobReferences,
    grace: Duration,
  ): Promise<number> {
    const oldest = Date.now() - grace;
    const referenced = await references.referenced(ids);
    let removed = 0;
    for (const id of new Set(ids)) {
      if (!referenced.has(id) && (await this.removeIfOlder(id, oldest))) removed++;
    }
    return removed;
  }

  /** Taken out of its place before it is looked at: whoever writes it anew meanwhile has a file of his own. */
  private async removeIfOlder(id: BlobId, oldest: number): Promise<boolean> {
    const path = this.pathOf(id);
    const isOld = async (file: string) => (await stat(file)).mtimeMs <= oldest;
    const taken = join(this.folder, UNFINISHED, randomUUID());
    try {
      if (!(await isOld(path))) return false;
      await rename(path, taken);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    if (await isOld(taken)) {
      await rm(taken);
      return true;
    }
    await rename(taken, path);
    return false;
  }

  private pathOf(id: BlobId): string {
    return join(this.folder, id.slice(0, 2), id);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Where files are written before they have their name. */
const UNFINISHED = "unfinished";

async function makeDurableFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made !== undefined) await sync(dirname(path));
}

/** Forces a file, or the names in a folder, to the disk. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
