import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text as textOf } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { afterAll, describe, expect, it } from "vitest";
import { ArchiveError } from "./archive-error.js";
import { type ArchiveLimits, defaultArchiveLimits, RATIO_FREE_BYTES } from "./limits.js";
import { readTar } from "./read-tar.js";

type Row = Parameters<ReturnType<typeof pack>["entry"]>[0] & { readonly content?: string };

const folder = mkdtempSync(join(tmpdir(), "portcullis-tar-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function tar(rows: readonly Row[]): Promise<Buffer> {
  const packing = pack();
  for (const { content, ...header } of rows) packing.entry(header, content ?? "");
  packing.finalize();
  return buffer(packing as AsyncIterable<Buffer>);
}

/** Bytes as a socket hands them over: in pieces that fit nothing. */
async function* pieces(bytes: Uint8Array, length = 700): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function list(
  bytes: Uint8Array,
  compression: "none" | "gzip" = "none",
  limits: Partial<ArchiveLimits> = {},
): Promise<string[]> {
  const lines: string[] = [];
  const entries = readTar(pieces(bytes), compression, { ...defaultArchiveLimits, ...limits });
  for await (const { kind, path, content } of entries) {
    const text = await textOf(content);
    lines.push(kind === "folder" ? `${path}/` : `${path}=${text.length > 40 ? text.length : text}`);
  }
  return lines;
}

describe("readTar", () => {
  it.each(["ustar", "gnu", "pax", "v7"])("reads what tar itself packs as %s", async (format) => {
    const set = join(folder, format);
    execFileSync("mkdir", ["-p", join(set, "policies")]);
    writeFileSync(join(set, "sentinel.hcl"), "policy {}");
    writeFileSync(join(set, "policies/a.sentinel"), "main = rule { true }");
    writeFileSync(join(set, "policies/large"), "x".repeat(100_000));
    const file = join(folder, `${format}.tgz`);
    execFileSync("tar", ["--format", format, "--sort=name", "-czf", file, "-C", set, "."]);
    expect(await list(readFileSync(file), "gzip")).toEqual([
      "policies/",
      "policies/a.sentinel=main = rule { true }",
      "policies/large=100000",
      "sentinel.hcl=policy {}",
    ]);
  });

  it("reads what git archive packs, with its global header", async () => {
    const repository = join(folder, "repository");
    execFileSync("git", ["init", "-q", repository]);
    writeFileSync(join(repository, "a"), "1");
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", repository, "-c", "user.name=a", "-c", "user.email=a@b", ...args]);
    git("add", ".");
    git("commit", "-qm", "a");
    expect(await list(git("archive", "HEAD"))).toEqual(["a=1"]);
  });

  it("goes on with the next entry when one is not read, or not to its end", async () => {
    const large = "x".repeat(200_000);
    const bytes = await tar(["a", "b", "c"].map((name) => ({ name, content: large })));
    const seen: string[] = [];
    for await (const { path, content } of readTar(pieces(bytes), "none")) {
      seen.push(path);
      if (path === "b") for await (const _ of content) break;
    }
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("lets go of its source when the reader stops", async () => {
    const bytes = await tar(["a", "b"].map((name) => ({ name, content: "x".repeat(200_000) })));
    let isReleased = false;
    async function* source() {
      try {
        yield* pieces(bytes);
      } finally {
        isReleased = true;
      }
    }
    for await (const _ of readTar(source(), "none")) break;
    await new Promise(setImmediate);
    expect(isReleased).toBe(true);
  });

  it("hands on what goes wrong in its source", async () => {
    async function* broken() {
      yield (await tar([{ name: "a", content: "x".repeat(5000) }])).subarray(0, 1000);
      throw new Error("connection lost");
    }
    for (const compression of ["none", "gzip"] as const) {
      const entries = readTar(compression === "none" ? broken() : zipped(broken()), compression);
      await expect(
        (async () => {
          for await (const { content } of entries) await buffer(content);
        })(),
      ).rejects.toThrow("connection lost");
    }
  });
});

/** The start of a gzip stream whose source then breaks. */
async function* zipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) yield gzipSync(chunk).subarray(0, 30);
}

describe("readTar refuses", () => {
  const refused: readonly [string, readonly Row[], RegExp][] = [
    ["an absolute name", [{ name: "/etc/passwd" }], /^entry "\/etc\/passwd" has an absolute name/],
    ["a drive", [{ name: "C:x" }], /absolute name/],
    ["a way out", [{ name: "a/../../b" }], /^entry "a\/..\/..\/b" leaves the archive by ".."/],
    ["a way out that would stay inside", [{ name: "a/../b" }], /leaves the archive/],
    ["a backslash", [{ name: "a\\..\\b" }], /backslash in its name/],
    ["a line end", [{ name: "a\nb" }], /^entry "a\\nb" has a control character/],
    [
      "a symbolic link",
      [{ name: "a", type: "symlink", linkname: "/etc/passwd" }],
      /^entry "a" is a symbolic link; only files and folders are allowed/,
    ],
    ["a hard link", [{ name: "a", type: "link", linkname: "b" }], /is a hard link/],
    ["a device", [{ name: "a", type: "character-device" }], /is a character device/],
    ["a pipe", [{ name: "a", type: "fifo" }], /is a fifo/],
    ["a file twice", [{ name: "a" }, { name: "./a" }], /^entry ".\/a" is in the archive twice/],
    ["two names in one", [{ name: "A/x" }, { name: "a/y" }], /differs from "A" only in case/],
    [
      "a file as a folder",
      [{ name: "a" }, { name: "a/b" }],
      /makes "a" both a file and a folder; pack it once/,
    ],
    ["a folder as a file", [{ name: "a/b" }, { name: "a" }], /both a file and a folder/],
    ["a file without a name", [{ name: "." }], /is a file without a name/],
    ["a path too long", [{ name: `${"a/".repeat(600)}b` }], /name of more than 1024 bytes/],
    ["a name too long", [{ name: "é".repeat(128) }], /part of more than 255 bytes/],
    ["folders too deep", [{ name: `${"a/".repeat(64)}b` }], /more than 64 folders deep/],
  ];
  it.each(refused)("%s", async (_, rows, problem) => {
    const error = await list(await tar(rows)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as Error).message).toMatch(problem);
    expect((error as Error).message).not.toContain("\n");
  });

  it("what is no tar, damaged or cut off", async () => {
    const whole = await tar([{ name: "a", content: "x".repeat(5000) }]);
    await expect(list(Buffer.alloc(5000, "no"))).rejects.toThrow(
      /not valid tar: invalid tar header/,
    );
    await expect(list(whole, "gzip")).rejects.toThrow(/^the archive is not valid gzip/);
    for (const length of [100, 700, 3000, 5000]) {
      await expect(list(whole.subarray(0, length))).rejects.toThrow(
        /not valid tar: unexpected end/,
      );
      await expect(list(gzipSync(whole).subarray(0, length / 200), "gzip")).rejects.toThrow(
        ArchiveError,
      );
    }
  });
});

describe("limits of tar", () => {
  const files = (count: number, content = "") =>
    tar(Array.from({ length: count }, (_, index) => ({ name: `f${index}`, content })));

  it("counts entries", async () => {
    expect(await list(await files(3), "none", { entries: 3 })).toHaveLength(3);
    await expect(list(await files(4), "none", { entries: 3 })).rejects.toThrow(
      /^the archive has more than 3 entries/,
    );
  });

  it("refuses a large entry before its content", async () => {
    expect(await list(await files(1, "x".repeat(100)), "none", { entryBytes: 100 })).toHaveLength(
      1,
    );
    await expect(
      list(await files(1, "x".repeat(101)), "none", { entryBytes: 100 }),
    ).rejects.toThrow(/^entry "f0" is larger than 100 bytes/);
  });

  it("ends at the total, headers included", async () => {
    const bytes = await files(2);
    expect(await list(bytes, "none", { totalBytes: bytes.length })).toHaveLength(2);
    await expect(list(bytes, "none", { totalBytes: bytes.length - 1 })).rejects.toThrow(
      /inflates to more than 2047 bytes/,
    );
  });

  it("recognises a bomb by its ratio, long before its total", async () => {
    const bomb = gzipSync(await files(1, "\0".repeat(RATIO_FREE_BYTES * 2)));
    await expect(list(bomb, "gzip")).rejects.toThrow(/inflates to more than 200 times its size/);
    expect(await list(bomb, "gzip", { ratio: 2000 })).toHaveLength(1);
  });

  it("lets padding below the free bytes shrink as it may", async () => {
    expect(await list(gzipSync(await files(2000, "same")), "gzip")).toHaveLength(2000);
  });

  it("bounds the long names of GNU and POSIX too", async () => {
    const file = join(folder, "long.tar");
    const long = join(folder, "long", ...Array.from({ length: 5 }, () => "n".repeat(250)));
    execFileSync("mkdir", ["-p", long]);
    for (const format of ["gnu", "pax"]) {
      execFileSync("tar", ["--format", format, "-cf", file, "-C", join(folder, "long"), "."]);
      await expect(list(readFileSync(file))).rejects.toThrow(/name of more than 1024 bytes/);
    }
  });
});
