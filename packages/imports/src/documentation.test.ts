import { readFileSync } from "node:fs";
import { checkScript, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { openForTest } from "../test/open-for-test.js";
import { standardImports } from "./index.js";

// Every import has a page, `<path>/<last part of the name>.md`, with a section for each member and,
// behind a dot, for each field and method of the objects that it returns. Aliases are named in the
// section of what they stand for. Scripts call and fail each function and method, under every name.

describe.each([...standardImports.values()])("$name", ({ name, aliases, receivers, open }) => {
  const shortName = name.split("/").at(-1) ?? name;
  const page = read(`./${name}/${shortName}.md`);
  const scripts = readScripts(name, read(`../testdata/${name.replace("/", "-")}.sentinel`));
  const { members } = open({ evaluatedAt: 0n });
  const allAliases = new Map([
    ...Object.entries(aliases),
    ...receivers.flatMap((receiver) =>
      Object.entries(receiver.aliases).map(
        ([alias, method]) => [`.${alias}`, `.${method}`] as const,
      ),
    ),
  ]);
  const fields = receivers.flatMap((receiver) => receiver.fields.map((field) => `.${field}`));
  const methods = receivers.flatMap(({ methods }) => [...methods.keys()].map((key) => `.${key}`));
  const sections = sectionsOf(page);

  it("has one section for each member, in alphabetical order", () => {
    const isNoAlias = (key: string): boolean => !allAliases.has(key);
    const ofImport = [...members.keys()].filter(isNoAlias).sort();
    const ofObjects = [...new Set(fields), ...methods].filter(isNoAlias).sort();
    expect([...sections.keys()]).toEqual([...ofImport, ...ofObjects]);
  });

  it.each([...allAliases])("names the alias %s with %s", (alias, member) => {
    expect(sections.get(member)).toContain(`\`${alias}\``);
  });

  const functions = [...members].filter(([, member]) => isFunctionOf(member)).map(([key]) => key);
  it.each([...functions.map((key) => `${shortName}.${key}`), ...methods])(
    "calls %s and fails it in the scripts",
    (called) => {
      const calls = scripts.filter(({ text }) => text.includes(`${called}(`));
      const fails = (text: string): boolean =>
        text.split("\n").some((line) => line.includes(`${called}(`) && line.includes("# want:"));
      expect(calls.some(({ text }) => !text.includes("# want:"))).toBe(true);
      expect(calls.some(({ text }) => fails(text))).toBe(true);
    },
  );

  const values = [...members.keys()].filter((key) => !functions.includes(key));
  it.each([...values.map((key) => `${shortName}.${key}`), ...fields])("reads %s", (read) => {
    const pattern = new RegExp(`${read.replace(".", "\\.")}\\b(?!\\()`);
    expect(scripts.some(({ text }) => pattern.test(text))).toBe(true);
  });

  it("shows an example in each section, and each passes", () => {
    for (const [section, text] of sections) {
      const example = /```\n([\s\S]*?)```/.exec(text)?.[1];
      expect(example, section).toBeDefined();
      const alias = shortName === name ? "" : ` as ${shortName}`;
      const policy = `import "${name}"${alias}\n${example}`;
      const [script] = readScripts(`${name} ${section}`, policy);
      expect(script && checkScript(script, { findImport: openForTest() }), section).toEqual([]);
    }
  });
});

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

function sectionsOf(page: string): Map<string, string> {
  const [, ...sections] = page.split(/^## /m);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf("\n");
      return [section.slice(0, end), section.slice(end)] as const;
    }),
  );
}

function isFunctionOf(member: unknown): boolean {
  return member instanceof Object && "call" in member;
}
