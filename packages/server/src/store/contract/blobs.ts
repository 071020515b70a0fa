import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { expect, it } from "vitest";
import type { BlobId, BlobStore } from "../../domain/blobs/blob-store.js";
import { HOUR } from "../../domain/clock.js";
import { TooLarge } from "../../domain/errors.js";

/** An empty place for blobs, new for each test, and what its port does not show. */
export interface BlobsUnderTest {
  readonly blobs: () => BlobStore;
  /** The ids of all that is kept, in order. */
  readonly kept: () => Promise<readonly BlobId[]>;
  /** Makes content appear to have been written two hours ago. */
  readonly age: (id: BlobId) => Promise<void>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const references = (...ids: string[]) => ({ referenced: async () => new Set(ids) });

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytes(text);
}

/** What every place for blobs must do alike. */
export function blobContract({ blobs, kept, age }: BlobsUnderTest): void {
  it("are named by their content and come back byte for byte", async () => {
    const id = await blobs().write(chunks("a\0", "", "b"), 10);
    expect(id).toBe(sha256("a\0b"));
    expect(Buffer.from(await blobs().read(id)).toString()).toBe("a\0b");
    expect(await kept()).toEqual([id]);
  });

  it("may be empty, and are kept once however often they are written", async () => {
    const empty = await blobs().write(new Uint8Array(0), 0);
    expect(await blobs().read(empty)).toHaveLength(0);
    await Promise.all([1, 2, 3].map(() => blobs().write(bytes("x"), 1)));
    expect(await kept()).toEqual([sha256("x"), empty].sort());
  });

  it("may be large", async () => {
    const megabyte = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
    async function* large() {
      for (let i = 0; i < 3; i++) yield megabyte;
      yield bytes("end");
    }
    const id = await blobs().write(large(), 4 * megabyte.length);
    const read = Buffer.from(await blobs().read(id));
    expect(createHash("sha256").update(read).digest("hex")).toBe(id);
    expect(await blobs().withFile(id, async (path) => (await readFile(path)).equals(read))).toBe(
      true,
    );
  });

  it("leave nothing behind when there is too much or the writer breaks off", async () => {
    await expect(blobs().write(chunks("ab", "c"), 2)).rejects.toThrow(TooLarge);
    async function* broken() {
      yield bytes("a");
      throw new Error("gone");
    }
    await expect(blobs().write(broken(), 2)).rejects.toThrow("gone");
    expect(await kept()).toEqual([]);
  });

  it("can be lent as a file that only its owner may read", async () => {
    const id = await blobs().write(bytes("plan"), 10);
    expect(await blobs().withFile(id, (path) => readFile(path, "utf8"))).toBe("plan");
    const mode = await blobs().withFile(id, async (path) => (await stat(path)).mode & 0o777);
    expect(mode.toString(8)).toBe("600");
  });

  it("are an error when they are not there", async () => {
    await expect(blobs().read(sha256("nothing"))).rejects.toThrow(sha256("nothing"));
    await expect(
      blobs().withFile(sha256("nothing"), (path) => readFile(path, "utf8")),
    ).rejects.toThrow(sha256("nothing"));
  });

  it("are swept when nothing names them and they are old", async () => {
    const [named, old, young] = await Promise.all(
      ["named", "old", "young"].map((text) => blobs().write(bytes(text), 10)),
    );
    await age(named as string);
    await age(old as string);
    expect(await blobs().sweep(references(named as string), HOUR)).toBe(1);
    await expect(blobs().read(old as string)).rejects.toThrow();
    expect(await kept()).toEqual([named, young].sort());
  });

  it("are swept one by one where it is known which nothing names any more", async () => {
    const [gone, named, other, young] = await Promise.all(
      ["gone", "named", "other", "young"].map((text) => blobs().write(bytes(text), 10)),
    );
    for (const id of [gone, named, other]) await age(id as string);
    const ids = [gone, named, young, sha256("nothing"), gone] as string[];
    expect(await blobs().sweepOf(ids, references(named as string), HOUR)).toBe(1);
    expect(await kept()).toEqual([named, other, young].sort());
  });

  it("are new again when they are written again", async () => {
    const id = await blobs().write(bytes("again"), 10);
    await age(id);
    await blobs().write(bytes("again"), 10);
    expect(await blobs().sweep(references(), HOUR)).toBe(0);
    expect(await kept()).toEqual([id]);
  });
}
