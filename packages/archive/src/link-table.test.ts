import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArchiveError } from "./archive-error.js";
import { MAX_LINKS, MAX_LINKS_FOLLOWED } from "./limits.js";
import { LinkTable } from "./link-table.js";
import { readTar } from "./read-tar.js";

type Row = Parameters<ReturnType<typeof pack>["entry"]>[0];

/** What an archive holds; files hold their own paths. */
async function read(rows: readonly Row[]) {
  const packing = pack();
  for (const row of rows) packing.entry(row, row.type === undefined ? row.name : "");
  packing.finalize();
  return readAll(packing as AsyncIterable<Uint8Array>);
}

async function readAll(bytes: AsyncIterable<Uint8Array>) {
  const links = new LinkTable();
  const files = new Map<string, string>();
  for await (const { kind, path, content } of readTar(bytes, "none", undefined, links))
    if (kind === "file") files.set(path, await text(content));
  return (path: string) => files.get(links.follow(path) ?? "");
}

const link = (name: string, linkname: string): Row => ({ name, type: "symlink", linkname });

describe("a symbolic link", () => {
  it("stands for a file or a folder, by way of others, before or after them in the archive", async () => {
    const find = await read([
      link("first", "a/second"),
      link("a/second", "./folder/../folder"),
      { name: "a/folder/file" },
      link("a/folder/beside", "file"),
      link("up", "first/.."),
    ]);
    for (const path of ["first/file", "a/second/beside", "a/folder/file", "up/folder/file"])
      expect(find(path)).toBe("a/folder/file");
    expect(find("first")).toBeUndefined();
    expect(find("up/file")).toBeUndefined();
  });

  it("that leads nowhere or in a circle is no file", async () => {
    const find = await read([
      link("nowhere", "gone"),
      link("self", "self"),
      link("a", "b/x"),
      link("b", "a/y"),
      link("here", "."),
      { name: "file" },
    ]);
    for (const path of ["nowhere", "self", "self/x", "a", "b"]) expect(find(path)).toBeUndefined();
    expect(find("here/here/here/file")).toBe("file");
  });

  it("is followed as often as Linux does, and no more", async () => {
    const chain = Array.from({ length: MAX_LINKS_FOLLOWED + 1 }, (_, index) =>
      link(`l${index}`, index === 0 ? "file" : `l${index - 1}`),
    );
    const find = await read([{ name: "file" }, ...chain]);
    expect(find(`l${MAX_LINKS_FOLLOWED - 1}`)).toBe("file");
    expect(find(`l${MAX_LINKS_FOLLOWED}`)).toBeUndefined();
  });

  it.each<[string, Row[], RegExp]>([
    [
      "to an absolute place",
      [link("a", "/etc/passwd")],
      /^entry "a" is a symbolic link to "\/etc\/passwd"; only relative/,
    ],
    ["to a drive", [link("a", "c:x")], /only relative links/],
    ["with a backslash", [link("a", "..\\x")], /only relative links/],
    ["with a line end", [link("a", "x\ny")], /only relative links/],
    ["that is too long", [link("a", "x".repeat(1025))], /of at most 1024 bytes/],
    [
      "out of the archive",
      [link("a/b", "../../x")],
      /^entry "a\/b" is a symbolic link that leads out of the archive/,
    ],
    ["out and in again", [link("a", "../set/b"), { name: "b" }], /leads out of the archive/],
    [
      "out by way of another",
      [link("d/e", "../a"), link("z", "d/e/../../y"), { name: "a/x" }],
      /^entry "z" is a symbolic link that leads out/,
    ],
    [
      "with a file below it",
      [link("a", "b"), { name: "a/x" }],
      /^entry "a\/x" makes "a" both a folder and a link/,
    ],
    ["in the place of a folder", [{ name: "a/x" }, link("a", "b")], /both a folder and a link/],
    ["that a file takes the place of", [link("a", "b"), { name: "a" }], /both a file and a link/],
    [
      "that another takes the place of",
      [link("a", "b"), link("./a", "c")],
      /is in the archive twice/,
    ],
    ["in the place of the root", [link(".", "b")], /^entry "\." is a link without a name/],
  ])("%s is refused", async (_, rows, problem) => {
    const error = await read(rows).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as Error).message).toMatch(problem);
  });

  it("is one of few, so that chains of long ones end soon", () => {
    const links = new LinkTable();
    const around = `${"d/".repeat(60)}${"../".repeat(60)}`;
    for (let index = 0; index < MAX_LINKS; index++)
      links.add(`l${index}`, `${around}l${index + 1}`);
    const started = performance.now();
    links.refuseEscapes();
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(() => links.add("more", "x")).toThrow(`more than ${MAX_LINKS} symbolic links`);
  });
});

describe("what a file system finds in what tar unpacks", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-links-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const name = fc.constantFrom("a", "b", "c");
  const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  const target = fc
    .array(fc.oneof(name, fc.constantFrom("..", ".")), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join("/"));

  it("is found here, and nothing else is", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { maxLength: 4 }),
        fc.array(fc.tuple(place, target), { minLength: 1, maxLength: 5 }),
        fc.array(place, { minLength: 10, maxLength: 20 }),
        async (files, links, asked) => {
          const root = join(folder, String(count++));
          mkdirSync(root);
          for (const path of files) tryTo(() => writeInto(root, path));
          for (const [path, to] of links)
            tryTo(() => {
              mkdirSync(join(root, dirname(path)), { recursive: true });
              if (realpathSync(join(root, dirname(path))) === join(root, dirname(path)))
                symlinkSync(to, join(root, path));
            });
          const packed = execFileSync("tar", ["-cf", "-", "-C", root, "."]);
          const find = await readAll(once(packed)).catch((error: unknown) => {
            expect(error).toBeInstanceOf(ArchiveError);
            return undefined;
          });
          for (const path of asked) {
            const found = tryTo(() => readFileSync(join(root, path), "utf8"));
            const isInside = tryTo(() =>
              /^(?!\.\.)/.test(relative(root, realpathSync(join(root, path)))),
            );
            if (find !== undefined && found !== undefined) expect(find(path)).toBe(found);
            if (find === undefined) continue;
            if (found === undefined || isInside === false) {
              // A file system wants every folder on the way to be there; `..` undoes a name here.
              const here = find(path);
              if (here !== undefined) expect(files).toContain(here);
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

function writeInto(root: string, path: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), path, { flag: "wx" });
}

function tryTo<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
