import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ArchiveEntry } from "./archive-entry.js";
import { gunzip } from "./gunzip.js";
import { defaultArchiveLimits } from "./limits.js";
import { readTar } from "./read-tar.js";
import { unpack } from "./unpack.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-unpack-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe("unpack", () => {
  it("writes what an archive holds, below the folder", async () => {
    const packing = pack();
    packing.entry({ name: "a/b/c.sentinel" }, "main = rule { true }");
    packing.entry({ name: "empty", type: "directory" });
    packing.finalize();
    const bytes = await buffer(packing as AsyncIterable<Buffer>);
    expect(await unpack(readTar(one(bytes), "none"), folder)).toEqual(["a/b/c.sentinel"]);
    expect(readFileSync(join(folder, "a/b/c.sentinel"), "utf8")).toBe("main = rule { true }");
    expect(readdirSync(folder).sort()).toEqual(["a", "empty"]);
  });

  it("writes through nothing that is already there", async () => {
    symlinkSync("/dev/null", join(folder, "a"));
    async function* entries(): AsyncGenerator<ArchiveEntry> {
      yield { kind: "file", path: "a", content: one(Buffer.from("x")) };
    }
    await expect(unpack(entries(), folder)).rejects.toThrow("EEXIST");
  });
});

describe("gunzip", () => {
  it("inflates one file, of several members too", async () => {
    const packed = Buffer.concat([gzipSync("main = "), gzipSync("rule { true }")]);
    expect(String(await buffer(gunzip(one(packed))))).toBe("main = rule { true }");
  });

  it("is bounded as an entry is", async () => {
    const limits = { ...defaultArchiveLimits, entryBytes: 100 };
    expect(await buffer(gunzip(one(gzipSync("x".repeat(100))), limits))).toHaveLength(100);
    await expect(buffer(gunzip(one(gzipSync("x".repeat(101))), limits))).rejects.toThrow(
      "inflates to more than 100 bytes",
    );
  });
});
