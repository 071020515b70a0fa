import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { RemoteSourceError } from "./remote-source.js";

/** LIMIT: how often a tree is put in its place while others damage or move what is there. */
const MAX_PLACINGS = 10;

/** Trees of files under the hash of what they hold, and names that point to them. */
export class ContentStore {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Keeps what `write` puts into an empty folder, under `key`, and returns where it is. What is kept
   * never changes and is put in its place whole, so that other processes need no lock.
   */
  async keep(key: string, write: (folder: string) => Promise<void>): Promise<string> {
    const [trees, keys, scratch] = await this.folders("trees", "keys", "scratch");
    const draft = join(scratch, randomUUID());
    await mkdir(draft);
    try {
      await write(draft);
      const hash = await hashTree(draft);
      const tree = join(trees, hash);
      await this.place(draft, tree, hash, scratch);
      const pointer = join(scratch, randomUUID());
      const file = await open(pointer, "wx");
      await file.writeFile(hash);
      await file.close();
      await rename(pointer, join(keys, hashText(key)));
      return tree;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  /**
   * Moves a draft to the place of its hash, unless the same is there. Others may be doing just that:
   * a tree that is there is never removed but moved away in one step, and only when it is damaged.
   */
  private async place(draft: string, tree: string, hash: string, scratch: string): Promise<void> {
    for (let attempt = 1; !(await isWhole(tree, hash)); attempt++) {
      try {
        return await rename(draft, tree);
      } catch (error) {
        if (attempt === MAX_PLACINGS) throw error;
        if (await isWhole(tree, hash)) return;
        const damaged = join(scratch, randomUUID());
        // Somebody else may have moved it just now.
        await rename(tree, damaged).catch(() => {});
        await rm(damaged, { recursive: true, force: true });
      }
    }
  }

  /** What was kept under `key` before, if it is there and unchanged. */
  async find(key: string): Promise<string | undefined> {
    const [trees, keys] = await this.folders("trees", "keys");
    const hash = await readFile(join(keys, hashText(key)), "utf8").catch(() => "");
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
    const tree = join(trees, hash);
    return (await isWhole(tree, hash)) ? tree : undefined;
  }

  /** Makes folders of the store. A link in their place would lead what is written somewhere else. */
  private async folders<const Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ [Index in keyof Names]: string }> {
    const parts = this.folder.split("/");
    const parents = parts.length > 1 ? [parts.slice(0, -1).join("/"), this.folder] : [this.folder];
    const children = names.map((name) => join(this.folder, name));
    for (const place of [...parents, ...children]) {
      if (place === "") continue;
      await mkdir(place, { recursive: true });
      if (!(await lstat(place)).isDirectory())
        throw new RemoteSourceError(
          `"${place}" is a link, and copies of sources are kept below it; replace it with a folder`,
        );
    }
    return children as { [Index in keyof Names]: string };
  }
}

async function isWhole(tree: string, hash: string): Promise<boolean> {
  try {
    return (await lstat(tree)).isDirectory() && (await hashTree(tree)) === hash;
  } catch {
    return false;
  }
}

/** The hash of names and contents below a folder; throws `RemoteSourceError` for a link. */
async function hashTree(folder: string): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { entry, path } of files) {
    if (!entry.isFile())
      throw new RemoteSourceError(`"${entry.name}" is a link, which is not followed`);
    const content = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    hash.update(`${JSON.stringify(path.slice(folder.length))} ${content}\n`);
  }
  return hash.digest("hex");
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
