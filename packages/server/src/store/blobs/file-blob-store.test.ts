import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR } from "../../domain/clock.js";
import { blobContract } from "../contract/blobs.js";
import { FileBlobStore } from "./file-blob-store.js";

describe("blobs in files", () => {
  let folder: string;
  let blobs: FileBlobStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-blobs-"));
    blobs = await FileBlobStore.open(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const pathOf = (id: string) => join(folder, id.slice(0, 2), id);
  const kept = async () =>
    (await readdir(folder, { recursive: true }))
      .filter((path) => path.length > "unfinished".length)
      .map((path) => basename(path))
      .sort();

  blobContract({
    blobs: () => blobs,
    kept,
    age: async (id) => {
      const past = new Date(Date.now() - 2 * HOUR);
      await utimes(pathOf(id), past, past);
    },
  });

  it("do not keep what a dead process had begun to write", async () => {
    await writeFile(join(folder, "unfinished", "some-other-blob"), "half");
    await FileBlobStore.open(folder);
    expect(await readdir(join(folder, "unfinished"))).toEqual([]);
  });
});
