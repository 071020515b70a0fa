import { readFileSync } from "node:fs";
import { checkScript, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { standardImports } from "./index.js";

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

describe.each(standardImports)("$name", ({ name, members }) => {
  const page = read(`./${name}/${name}.md`);
  const scripts = readScripts(name, read(`../testdata/${name}.sentinel`));

  it("has one section for each member, in alphabetical order", () => {
    const sections = [...page.matchAll(/^## (\w+)$/gm)].map((match) => match[1]);
    expect(sections).toEqual([...members.keys()].sort());
  });

  it.each([...members.keys()])("calls %s and fails it in the scripts", (member) => {
    const calls = scripts.filter(({ text }) => text.includes(`${name}.${member}(`));
    const fails = (text: string): boolean => text.includes("# want:");
    expect(calls.some(({ text }) => !fails(text))).toBe(true);
    expect(calls.some(({ text }) => fails(text))).toBe(true);
  });

  it("shows examples that pass", () => {
    const examples = [...page.matchAll(/```\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
    expect(examples.length).toBe(members.size);
    for (const example of examples) {
      const text = example.startsWith("import") ? example : `import "${name}"\n${example}`;
      const [script] = readScripts(name, text);
      const findImport = (path: string) =>
        path === name
          ? { kind: "namespace" as const, namespace: { get: (key: string) => members.get(key) } }
          : undefined;
      expect(script && checkScript(script, { findImport })).toEqual([]);
    }
  });
});
