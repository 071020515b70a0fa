import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream";
import { pipeline as finish } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";

/**
 * The files below a folder as a gzipped tar archive. The same files give the same bytes, whenever they
 * were written and by whom. What is no regular file is left out. A file that `isLink` says is one
 * holds the target of a symbolic link, which is packed in its place.
 */
export async function* packFolder(
  folder: string,
  isLink: (path: string) => boolean = () => false,
): AsyncGenerator<Uint8Array> {
  const packing = pack();
  const zipped = createGzip();
  pipeline(packing, zipped, () => {});
  const adding = addFiles(folder, isLink, packing).catch((error: Error) => packing.destroy(error));
  yield* zipped as AsyncIterable<Uint8Array>;
  await adding;
}

async function addFiles(
  folder: string,
  isLink: (path: string) => boolean,
  packing: ReturnType<typeof pack>,
): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of paths) {
    const name = relative(folder, path).split(sep).join("/");
    const header = { name, mtime: new Date(0), mode: 0o644 };
    if (isLink(path)) {
      packing.entry({ ...header, type: "symlink", linkname: await readFile(path, "utf8") });
      continue;
    }
    const { size } = await stat(path);
    const entry = packing.entry({ ...header, size });
    await finish(createReadStream(path), entry);
  }
  packing.finalize();
}
