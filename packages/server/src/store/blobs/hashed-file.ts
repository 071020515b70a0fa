import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { BlobContent, BlobId } from "../../domain/blobs/blob-store.js";
import { TooLarge } from "../../domain/errors.js";

/**
 * Writes content into a new file that only its owner may read, and says under which id it will be kept.
 *
 * @throws TooLarge when there are more than `limit` bytes; the file is there even so
 */
export async function writeHashed(
  path: string,
  content: BlobContent,
  limit: number,
): Promise<BlobId> {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  try {
    let size = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      size += chunk.length;
      if (size > limit) throw new TooLarge(limit);
      hash.update(chunk);
      await writeAll(file, chunk);
    }
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await file.write(chunk, written)).bytesWritten;
  }
}
