import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFile, root } from "./source-tree.js";

/** The sections of the language that scripts cover: how their names begin, and their titles. */
const sections = [
  ["01", "Lexical rules"],
  ["02", "Grammar"],
  ["03", "Values"],
  ["04", "Scope and assignment"],
  ["05", "Index, selector, slice"],
  ["06-1", "Arithmetic"],
  ["06-2", "Comparison"],
  ["06-3", "Logical"],
  ["06-4", "Set operators"],
  ["06-5", "matches"],
  ["06-6", "else"],
  ["06-7", "is empty, is defined"],
  ["07", "Quantifiers"],
  ["08", "Statements"],
  ["09-1", "Functions"],
  ["09-2", "Rules"],
  ["10-1", "Imports"],
  ["10-2", "Modules"],
  ["10-3", "Params and globals"],
  ["10-4", "Static imports"],
  ["11-1", "Builtins"],
  ["11-2", "Value formatting in print"],
  ["12-1", "Results"],
  ["12-2", "Errors"],
  ["14", "What published policies rely on"],
  ["15", "Version history"],
] as const;

const scripts = readdirSync(join(root, "packages/language/testdata")).filter((name) =>
  name.endsWith(".sentinel"),
);

describe("the scripts of the language", () => {
  it.each(sections)("cover section %s, %s", (number) => {
    expect(scripts.filter((name) => name.startsWith(`${number}-`))).not.toEqual([]);
  });

  it("belong to a section, each of them", () => {
    const known = (name: string): boolean =>
      sections.some(([number]) => name.startsWith(`${number}-`));
    expect(scripts.filter((name) => !known(name))).toEqual([]);
  });

  it("mark what published test cases force", () => {
    const marked = scripts.filter((name) =>
      /^# PINNED/m.test(readFile(`packages/language/testdata/${name}`)),
    );
    expect(marked).toEqual([
      "02-grammar.sentinel",
      "04-scope-and-assignment.sentinel",
      "05-index-selector-slice.sentinel",
      "06-2-comparison.sentinel",
    ]);
  });
});

/** The rows of `rows.md`, and the text of a file that shows one which is no matter of scripts. */
const rows = readFile("packages/language/testdata/rows.md")
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter(([, name = ""]) => /^`[\d.]+\/.*`$/.test(name))
  .map(([, name = "", , besides = ""]) => {
    const [, section = "", row = ""] = /^`(.*?)\/(.*)`$/.exec(name) ?? [];
    const [, file, text] = /^`(.*?)`: (.*)$/.exec(besides) ?? [];
    return { section, row, file, text };
  });

/** The rows that a script names, with the section that the script's own name begins with. */
const named = scripts.flatMap((script) =>
  [...readFile(`packages/language/testdata/${script}`).matchAll(/^# row: (.*)$/gm)].flatMap(
    ([, list = ""]) => list.split(", ").map((row) => ({ row, script })),
  ),
);

/** `6.1` is the section of `06-1-arithmetic.sentinel`. */
function isOf(script: string, section: string): boolean {
  const [first = "", ...rest] = section.split(".");
  return script.startsWith(`${[first.padStart(2, "0"), ...rest].join("-")}-`);
}

describe("the rows of the language's description", () => {
  it.each(rows)("$section/$row is shown", ({ section, row, file, text = "" }) => {
    const shown = named.filter(
      (each) => each.row === `${section}/${row}` && isOf(each.script, section),
    );
    if (file === undefined) expect(shown).not.toEqual([]);
    else expect(readFile(file)).toContain(text);
  });

  it("are listed once, and have every name that a script uses", () => {
    const listed = rows.map(({ section, row }) => `${section}/${row}`);
    expect(listed).toEqual([...new Set(listed)]);
    expect(named.filter(({ row }) => !listed.includes(row))).toEqual([]);
    expect(rows.length).toBeGreaterThan(200);
  });
});

/** What documents of the language leave open, in the words of the first column of its page. */
const openPoints = [
  "is empty",
  "`all` with an undefined body before a false one",
  "order of values of different types",
  "operand of `and`, `or`, `xor`, `not` that is no bool",
  "condition of `if` that is no bool",
  "condition of `rule when` that is undefined",
  "selector on a list",
  "printing a map",
  "printing a float",
  "`int()` of a text with a leading zero, or of no number",
  "`list += list`",
  "width of a rule's description",
  "truncation in a text trace",
  "depth of recursion; time, memory",
  "texts of errors in syntax",
  "wrong number of arguments",
  "without a `main`",
  "undefined `main`",
  "policy check log of an undefined or failed evaluation",
];

describe("the page of decisions about the language", () => {
  const page = readFile("docs/compatibility/language.md");
  const [open = ""] = page.split("## Other decisions");
  const rows = page.split("\n").filter((line) => /^\| [^-]/.test(line));

  it.each(openPoints)("decides about: %s", (point) => {
    const cells = open
      .split("\n")
      .map((line) => line.split(" | "))
      .filter(([question]) => question?.includes(point));
    expect(cells.map((row) => row.length)).toEqual([4]);
  });

  it("names tests that exist", () => {
    const named = rows
      .map((row) => row.split(" | ").at(-1) ?? "")
      .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
    const places = ["", "packages/language/testdata", "packages/imports/testdata"];
    const missing = named.filter((name) => !places.some((at) => existsSync(join(root, at, name))));
    expect(missing).toEqual([]);
  });
});
