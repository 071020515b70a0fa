import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ContentStore } from "./content-store.js";

let place: string;
let store: ContentStore;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "portcullis-store-"));
  store = new ContentStore(join(place, ".sentinel/sources"));
});
afterEach(() => rmSync(place, { recursive: true }));

const writing = (text: string) => (folder: string) => writeFile(join(folder, "a"), text);

describe("ContentStore", () => {
  it("finds what was kept, and nothing else", async () => {
    const tree = await store.keep("key", writing("text"));
    expect(readFileSync(join(tree, "a"), "utf8")).toBe("text");
    expect(await store.find("key")).toBe(tree);
    expect(await store.find("other")).toBeUndefined();
  });

  it("never changes what somebody may be reading", async () => {
    const before = await store.keep("key", writing("old"));
    const after = await store.keep("key", writing("new"));
    expect(await store.find("key")).toBe(after);
    expect(readFileSync(join(before, "a"), "utf8")).toBe("old");
  });

  it("keeps the same content once", async () => {
    expect(await store.keep("one", writing("x"))).toBe(await store.keep("two", writing("x")));
  });

  it("keeps nothing of what fails", async () => {
    const failing = () => Promise.reject(new Error("no"));
    await expect(store.keep("key", failing)).rejects.toThrow("no");
    expect(readdirSync(join(place, ".sentinel/sources/scratch"))).toEqual([]);
    expect(await store.find("key")).toBeUndefined();
  });

  it("serves many at once", async () => {
    const trees = await Promise.all(
      Array.from({ length: 20 }, () =>
        new ContentStore(join(place, ".sentinel/sources")).keep("key", writing("x")),
      ),
    );
    expect(new Set(trees).size).toBe(1);
    expect(readdirSync(join(place, ".sentinel/sources/scratch"))).toEqual([]);
  });

  it("does not trust what was changed, and mends it", async () => {
    const tree = await store.keep("key", writing("text"));
    writeFileSync(join(tree, "a"), "changed");
    expect(await store.find("key")).toBeUndefined();
    expect(await store.keep("key", writing("text"))).toBe(tree);
    expect(readFileSync(join(tree, "a"), "utf8")).toBe("text");
    symlinkSync("/etc/passwd", join(tree, "link"));
    expect(await store.find("key")).toBeUndefined();
  });

  it("does not follow what a name should not point to", async () => {
    await store.keep("key", writing("text"));
    const keys = join(place, ".sentinel/sources/keys");
    const [name = ""] = readdirSync(keys);
    chmodSync(join(keys, name), 0o644);
    writeFileSync(join(keys, name), "../../../etc");
    expect(await store.find("key")).toBeUndefined();
  });

  it("refuses links in what it keeps", async () => {
    const linking = async (folder: string) => symlinkSync("/etc/passwd", join(folder, "a"));
    await expect(store.keep("key", linking)).rejects.toThrow(/is a link, which is not followed/);
  });

  it.each([".sentinel", ".sentinel/sources", ".sentinel/sources/trees"])(
    "refuses to write through a link at %s",
    async (at) => {
      const elsewhere = join(place, "elsewhere");
      mkdirSync(elsewhere);
      mkdirSync(join(place, at, ".."), { recursive: true });
      symlinkSync(elsewhere, join(place, at));
      await expect(store.keep("key", writing("x"))).rejects.toThrow(/is a link/);
      expect(existsSync(join(elsewhere, "trees"))).toBe(false);
    },
  );
});
