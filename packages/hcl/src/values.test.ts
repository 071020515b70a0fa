import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findAttribute } from "./hcl-body.js";
import type { HclEntry, HclValue } from "./hcl-value.js";
import { parseHcl } from "./parse-hcl.js";

const cases = readFileSync(new URL("../testdata/values.cases", import.meta.url), "utf8")
  .split(/^-- /m)
  .slice(1)
  .map((chunk) => {
    const [, title = "", text = "", want = ""] = /^(.*)\n([\s\S]*?)^=> (.*)\n/m.exec(chunk) ?? [];
    return { title, text, want };
  });

function render(value: HclValue | undefined): string {
  switch (value?.kind) {
    case undefined:
      return "nothing";
    case "string":
      return JSON.stringify(value.value);
    case "number":
      return value.text;
    case "bool":
      return String(value.value);
    case "null":
      return "null";
    case "list":
      return `[${value.items.map(render).join(", ")}]`;
    case "object":
      return `{${value.entries.map(renderEntry).join(", ")}}`;
  }
}

function renderEntry({ key, value }: HclEntry): string {
  return `${JSON.stringify(key.text)} = ${render(value)}`;
}

describe("values.cases", () => {
  it("has cases", () => expect(cases.length).toBeGreaterThan(50));

  it.each(cases)("$title", ({ text, want }) => {
    const file = parseHcl("values.cases", text);
    expect(file.problems).toEqual([]);
    expect(render(findAttribute(file.body, "a")?.value)).toBe(want);
  });

  it.each(cases)("$title, with lines that end in \\r\\n", ({ text, want }) => {
    const file = parseHcl("values.cases", text.replaceAll("\n", "\r\n"));
    expect(file.problems).toEqual([]);
    const value = findAttribute(file.body, "a")?.value;
    const isHeredoc = text.includes("<<");
    expect(isHeredoc ? render(value).replaceAll("\\r\\n", "\\n") : render(value)).toBe(want);
  });
});
