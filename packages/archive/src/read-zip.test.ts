import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { type ZipRow as Row, writeZip as zip } from "../test/write-zip.js";
import { ArchiveError } from "./archive-error.js";
import { crc32 } from "./crc32.js";
import { type ArchiveLimits, defaultArchiveLimits, RATIO_FREE_BYTES } from "./limits.js";
import { readZip } from "./read-zip.js";

async function list(
  source: string | Uint8Array,
  limits: Partial<ArchiveLimits> = {},
): Promise<string[]> {
  const lines: string[] = [];
  for await (const { kind, path, content } of readZip(source, {
    ...defaultArchiveLimits,
    ...limits,
  })) {
    const text = await textOf(content);
    lines.push(kind === "folder" ? `${path}/` : `${path}=${text.length > 40 ? text.length : text}`);
  }
  return lines;
}

const folder = mkdtempSync(join(tmpdir(), "portcullis-zip-"));
afterAll(() => rmSync(folder, { recursive: true }));

const policies: readonly Row[] = [
  { name: "policies/" },
  { name: "policies/a.sentinel", content: "main = rule { true }", mode: 0o100644 },
  { name: "ünïcode", content: "stored", method: 0 },
  { name: "large", content: "x".repeat(300_000) },
];
const read = [
  "policies/",
  "policies/a.sentinel=main = rule { true }",
  "ünïcode=stored",
  "large=300000",
];

describe("readZip", () => {
  it("reads from memory and from a file", async () => {
    const file = join(folder, "a.zip");
    writeFileSync(file, zip(policies));
    expect(await list(zip(policies))).toEqual(read);
    expect(await list(file)).toEqual(read);
    await expect(list(join(folder, "none.zip"))).rejects.toThrow("ENOENT");
  });

  it("goes on when an entry is not read, or not to its end", async () => {
    const seen: string[] = [];
    for await (const { path, content } of readZip(zip(policies))) {
      seen.push(path);
      if (path === "large") for await (const _ of content) break;
    }
    expect(seen).toEqual(["policies", "policies/a.sentinel", "ünïcode", "large"]);
  });

  it("computes the checksum that APPNOTE.TXT names", () => {
    expect(crc32(Buffer.from("123456789"), 0)).toBe(0xcbf43926);
    expect(crc32(Buffer.from("6789"), crc32(Buffer.from("12345"), 0))).toBe(0xcbf43926);
  });
});

describe("readZip refuses", () => {
  const refused: readonly [string, readonly Row[], RegExp][] = [
    ["an absolute name", [{ name: "/etc/passwd" }], /^entry "\/etc\/passwd" has an absolute name/],
    ["a way out", [{ name: "../a" }], /^entry "..\/a" leaves the archive by ".."/],
    ["a backslash", [{ name: "..\\a" }], /backslash/],
    ["a symbolic link", [{ name: "a", content: "b", mode: 0o120777 }], /is a symbolic link/],
    ["a device", [{ name: "a", mode: 0o020666 }], /is a device/],
    ["a file twice", [{ name: "a" }, { name: "a" }], /is in the archive twice/],
    ["a folder as a file", [{ name: "a/b" }, { name: "a" }], /both a file and a folder/],
    ["an encrypted file", [{ name: "a", flags: 0x801 }], /^entry "a" is encrypted or packed by/],
    ["another method", [{ name: "a", method: 12 }], /packed by a method other than "deflate"/],
    ["a wrong checksum", [{ name: "a", content: "x", checksum: 1 }], /^entry "a" is damaged/],
    [
      "a size too small",
      [{ name: "a", content: "xxxx", size: 2 }],
      /not valid zip: too many bytes/,
    ],
    ["a size too large", [{ name: "a", content: "xxxx", size: 9 }], /not valid zip: not enough/],
  ];
  it.each(refused)("%s", async (_, rows, problem) => {
    const error = await list(zip(rows)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as Error).message).toMatch(problem);
  });

  it("what is no zip, damaged or cut off", async () => {
    const whole = zip(policies);
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(500, "no"), whole.subarray(0, -30)])
      await expect(list(bytes)).rejects.toThrow(/^the archive is not valid zip: /);
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 60, 75);
    await expect(list(damaged)).rejects.toThrow(ArchiveError);
  });
});

describe("limits of zip", () => {
  const files = (count: number, content = "") =>
    zip(Array.from({ length: count }, (_, index) => ({ name: `f${index}`, content })));

  it("counts entries", async () => {
    expect(await list(files(3), { entries: 3 })).toHaveLength(3);
    await expect(list(files(4), { entries: 3 })).rejects.toThrow(/more than 3 entries/);
  });

  it("refuses a large entry by what it claims", async () => {
    expect(await list(files(1, "x".repeat(100)), { entryBytes: 100 })).toHaveLength(1);
    await expect(list(files(1, "x".repeat(101)), { entryBytes: 100 })).rejects.toThrow(
      /^entry "f0" is larger than 100 bytes/,
    );
  });

  it("ends at the total", async () => {
    expect(await list(files(2, "xx"), { totalBytes: 4 })).toHaveLength(2);
    await expect(list(files(2, "xx"), { totalBytes: 3 })).rejects.toThrow(/more than 3 bytes/);
  });

  it("recognises a bomb by its ratio", async () => {
    const bomb = files(1, "\0".repeat(RATIO_FREE_BYTES * 2));
    await expect(list(bomb)).rejects.toThrow(/more than 200 times its size/);
    expect(await list(bomb, { ratio: 2000 })).toHaveLength(1);
  });
});
