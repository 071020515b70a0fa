import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR } from "../../domain/clock.js";
import { TooLarge } from "../../domain/errors.js";
import { FileBlobStore } from "./file-blob-store.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const references = (...ids: string[]) => ({ referenced: async () => new Set(ids) });

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytes(text);
}

describe("blobs in files", () => {
  let folder: string;
  let blobs: FileBlobStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-blobs-"));
    blobs = await FileBlobStore.open(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const files = async () =>
    (await readdir(folder, { recursive: true })).filter((path) => path.length > 10).sort();

  it("are named by their content and come back byte for byte", async () => {
    const id = await blobs.write(chunks("a\0", "", "b"), 10);
    expect(id).toBe(sha256("a\0b"));
    expect(Buffer.from(await blobs.read(id)).toString()).toBe("a\0b");
    expect(await files()).toEqual([join(id.slice(0, 2), id)]);
  });

  it("may be empty, and are kept once however often they are written", async () => {
    const empty = await blobs.write(new Uint8Array(0), 0);
    expect(await blobs.read(empty)).toHaveLength(0);
    await Promise.all([blobs.write(bytes("x"), 1), blobs.write(bytes("x"), 1)]);
    expect(await files()).toHaveLength(2);
  });

  it("leave nothing behind when there is too much or the writer breaks off", async () => {
    await expect(blobs.write(chunks("ab", "c"), 2)).rejects.toThrow(TooLarge);
    async function* broken() {
      yield bytes("a");
      throw new Error("gone");
    }
    await expect(blobs.write(broken(), 2)).rejects.toThrow("gone");
    expect(await files()).toEqual([]);
  });

  it("can be lent as a file", async () => {
    const id = await blobs.write(bytes("plan"), 10);
    expect(await blobs.withFile(id, (path) => readFile(path, "utf8"))).toBe("plan");
  });

  it("are swept when nothing names them and they are old", async () => {
    const [named, old, young] = await Promise.all(
      ["named", "old", "young"].map((text) => blobs.write(bytes(text), 10)),
    );
    const past = new Date(Date.now() - 2 * HOUR);
    for (const id of [named, old] as string[]) {
      await utimes(join(folder, id.slice(0, 2), id), past, past);
    }
    expect(await blobs.sweep(references(named as string), HOUR)).toBe(1);
    await expect(blobs.read(old as string)).rejects.toThrow();
    expect(await files()).toHaveLength(2);
    expect(await blobs.read(young as string)).toHaveLength(5);
  });

  it("do not keep what a dead process had begun to write", async () => {
    await writeFile(join(folder, "unfinished", "some-other-blob"), "half");
    await FileBlobStore.open(folder);
    expect(await readdir(join(folder, "unfinished"))).toEqual([]);
  });
});
