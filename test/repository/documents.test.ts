import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../packages/cli/src/commands.js";
import { filesBelow, readFile, root } from "./source-tree.js";

const documents = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  ...filesBelow("docs").filter((file) => file.endsWith(".md")),
  ...filesBelow("packages").filter((file) => file.endsWith("README.md")),
  ...filesBelow("examples").filter((file) => file.endsWith(".md")),
];

const { scripts = {} } = JSON.parse(readFile("package.json")) as {
  scripts?: Record<string, string>;
};
const makeTargets = [...readFile("Makefile").matchAll(/^([a-z-]+):/gm)].map((match) => match[1]);

/** What a document shows as code: spans and the lines of blocks. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```/g)].flatMap((match) =>
    (match[1] ?? "").split("\n"),
  );
  const spans = [...text.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`\n]+)`/g)];
  return [...blocks, ...spans.map((match) => match[1] ?? "")];
}

/**
 * What in code is a path of this repository: something in one of its folders, or a file of its kinds
 * with a folder in front. Placeholders, which have angle brackets or stars, are none.
 */
const pathPattern =
  /(?<![\w/<>$.:*-])(?:(?:packages|docs|examples|test|scripts|bench)\/[\w./-]*|(?:[\w-]+\/)+[\w.-]+\.(?:ts|mjs|md))(?![\w/<>*])/g;

/** Folders that a document may name paths from, besides the root and its own. */
const bases = ["", "packages/language", "packages/language/src", "packages/server/src"];

function pathExists(path: string, document: string): boolean {
  return [...bases, dirname(document)].some((base) => existsSync(join(root, base, path)));
}

describe.each(documents)("%s", (document) => {
  const text = readFile(document);

  it("links to what exists", () => {
    const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? "");
    const missing = targets.filter(
      (target) => !/^https?:/.test(target) && !existsSync(join(root, dirname(document), target)),
    );
    expect(missing).toEqual([]);
  });

  it("names paths that exist", () => {
    const missing = codeOf(text)
      .flatMap((code) => code.match(pathPattern) ?? [])
      .filter((path) => !pathExists(path, document));
    expect(missing).toEqual([]);
  });

  it("names commands that exist", () => {
    const unknown = codeOf(text).flatMap((code) => {
      const words = code.replace(/^[$\s]+/, "").split(/\s+/);
      const [program, first = ""] = words[0] === "npx" ? words.slice(1) : words;
      if (program === "make" && first !== "")
        return words.slice(1).filter((target) => !makeTargets.includes(target));
      if (code.startsWith("npm run "))
        return words.slice(2, 3).filter((name) => !(name in scripts));
      if (program === "portcullis" && /^[a-z]/.test(first)) {
        const names = ["help", ...commands.map(({ name }) => name)];
        return names.includes(first) ? [] : [first];
      }
      return [];
    });
    expect(unknown).toEqual([]);
  });
});

describe("the repository", () => {
  it("runs in a folder whose name a URL has to encode", () => {
    const scripts = ["scripts", "bench", "conformance"].flatMap((folder) => filesBelow(folder));
    const encoded = scripts.filter((file) => /new URL\([^)]*\)\.pathname/.test(readFile(file)));
    expect(encoded, "use fileURLToPath").toEqual([]);
  });

  it("shows every package in the map of README.md", () => {
    const packages = new Set(filesBelow("packages").map((file) => file.split("/")[1]));
    for (const name of packages) expect(readFile("README.md")).toContain(`packages/${name})`);
  });

  it("lists every decision and every compatibility page", () => {
    for (const folder of ["docs/decisions", "docs/compatibility"]) {
      const index = readFile(`${folder}/README.md`);
      for (const file of filesBelow(folder)) {
        const name = file.slice(folder.length + 1);
        if (name !== "README.md") expect(index).toContain(`(${name})`);
      }
    }
  });
});
