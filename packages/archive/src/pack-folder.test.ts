import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packFolder } from "./pack-folder.js";
import { readTar } from "./read-tar.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-pack-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("packs the files below a folder, which can be read again", async () => {
  mkdirSync(join(folder, "policies/deep"), { recursive: true });
  const large = "main = rule { true }\n".repeat(20_000);
  writeFileSync(join(folder, "sentinel.hcl"), "");
  writeFileSync(join(folder, "policies/deep/a.sentinel"), large);
  symlinkSync("/etc/passwd", join(folder, "link"));
  const read: [string, string][] = [];
  for await (const { path, content } of readTar(packFolder(folder), "gzip"))
    read.push([path, await text(content)]);
  expect(read).toEqual([
    ["policies/deep/a.sentinel", large],
    ["sentinel.hcl", ""],
  ]);
});

it("makes the same bytes of the same files", async () => {
  writeFileSync(join(folder, "a"), "1");
  writeFileSync(join(folder, "b"), "2");
  const first = await buffer(packFolder(folder));
  utimesSync(join(folder, "a"), 1, 1);
  expect((await buffer(packFolder(folder))).equals(first)).toBe(true);
  writeFileSync(join(folder, "a"), "3");
  expect((await buffer(packFolder(folder))).equals(first)).toBe(false);
});

it("fails for a folder that is not there", async () => {
  await expect(buffer(packFolder(join(folder, "gone")))).rejects.toThrow("ENOENT");
});
