import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArchiveEntry } from "./archive-entry.js";

/**
 * Writes entries below a folder that is new and that nobody else writes to. Files are created and
 * never opened if something is there, so no link can lead outside. Returns the paths of the files.
 */
export async function unpack(
  entries: AsyncIterable<ArchiveEntry>,
  folder: string,
): Promise<string[]> {
  const paths: string[] = [];
  for await (const { kind, path, content } of entries) {
    const target = join(folder, path);
    if (kind === "folder") {
      await mkdir(target, { recursive: true });
      continue;
    }
    await mkdir(dirname(target), { recursive: true });
    const file = await open(target, "wx", 0o644);
    try {
      for await (const chunk of content) await file.write(chunk);
    } finally {
      await file.close();
    }
    paths.push(path);
  }
  return paths;
}
