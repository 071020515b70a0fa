import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { writeZip } from "../test/write-zip.js";
import type { ArchiveEntry } from "./archive-entry.js";
import { ArchiveError } from "./archive-error.js";
import { parseEntryPath } from "./entry-path.js";
import { LinkTable } from "./link-table.js";
import { readTar } from "./read-tar.js";
import { readZip } from "./read-zip.js";

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Reads all; whatever the bytes are, the only errors are our own. */
async function survives(entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  try {
    for await (const { path, content } of entries) {
      expect(path.split("/")).not.toContain("..");
      await buffer(content);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ArchiveError);
  }
}

const damage = fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 6 });

function damaged(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const [at, byte] of changes) copy[at % copy.length] = byte;
  return copy;
}

describe("bytes of a stranger", () => {
  it("never do more than throw an ArchiveError", async () => {
    const packing = pack();
    packing.entry({ name: "a/b.sentinel" }, "main = rule { true }".repeat(30));
    packing.entry({ name: `${"long/".repeat(40)}name` }, "x");
    packing.entry({ name: "a/link", type: "symlink", linkname: "../long" });
    packing.finalize();
    const tar = await buffer(packing as AsyncIterable<Buffer>);
    const zip = writeZip([
      { name: "a/b.sentinel", content: "main = rule { true }" },
      { name: "c", content: "x", method: 0 },
    ]);
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(), async (changes, cut) => {
        const bytes = damaged(tar, changes);
        const links = () => new LinkTable();
        const part = bytes.subarray(0, cut % (tar.length + 1));
        await survives(readTar(one(part), "none", undefined, links()));
        await survives(readTar(one(part), "none"));
        const zipped = damaged(gzipSync(tar), changes);
        await survives(readTar(one(zipped), "gzip", undefined, links()));
        await survives(readZip(damaged(zip, changes)));
        await survives(readZip(damaged(zip, changes).subarray(0, cut % (zip.length + 1))));
      }),
      { numRuns: 150 },
    );
  });

  it("never name anything outside the folder", () => {
    const part = fc.constantFrom("..", ".", "", "a", "/", "\\", "C:", "\0", "~", "é", "...");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        try {
          const path = parseEntryPath(parts.join("/")).join("/");
          expect(path).not.toMatch(/(?:^|\/)\.{1,2}(?:\/|$)|^\/|\\|\0/);
        } catch (error) {
          expect(error).toBeInstanceOf(ArchiveError);
        }
      }),
    );
  });
});
