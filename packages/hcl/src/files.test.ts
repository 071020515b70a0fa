import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { HclItem } from "./hcl-body.js";
import type { HclSource } from "./hcl-source.js";
import type { HclValue } from "./hcl-value.js";
import { parseHcl } from "./parse-hcl.js";

const folder = new URL("../testdata/files/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".hcl"))
  .map((name) => name.replace(/\.hcl$/, ""));

/** A file as lines of positions, names and values, nested by indentation. */
function outline(source: HclSource, items: readonly HclItem[], indent = ""): string[] {
  const at = (span: { start: number }) => {
    const { line, column } = source.positionAt(span.start);
    return `${line}:${column}`;
  };
  const valueLines = (head: string, value: HclValue, inner: string): string[] => {
    const line = `${head}${at(value)}`;
    if (value.kind === "list") {
      return [`${line} list`, ...value.items.flatMap((v) => valueLines(inner, v, `${inner}  `))];
    }
    if (value.kind === "object") {
      const lines = value.entries.flatMap(({ key, value: v }) =>
        valueLines(`${inner}${at(key)} ${JSON.stringify(key.text)} = `, v, `${inner}  `),
      );
      return [`${line} object`, ...lines];
    }
    if (value.kind === "number") return [`${line} ${value.text}`];
    return [`${line} ${value.kind === "null" ? "null" : JSON.stringify(value.value)}`];
  };
  return items.flatMap((item) => {
    if (item.kind === "HclAttribute") {
      return valueLines(`${indent}${at(item)} ${item.name.text} = `, item.value, `${indent}  `);
    }
    const labels = item.labels.map((label) => ` ${at(label)} ${JSON.stringify(label.text)}`);
    return [
      `${indent}${at(item)} ${item.type.text}${labels.join("")}`,
      ...outline(source, item.body.items, `${indent}  `),
    ];
  });
}

describe("whole files, outlined by hand with every position", () => {
  it.each(names)("%s.hcl", (name) => {
    const text = readFileSync(new URL(`${name}.hcl`, folder), "utf8");
    const want = readFileSync(new URL(`${name}.outline`, folder), "utf8");
    const { source, body, problems } = parseHcl(`${name}.hcl`, text);
    expect(problems).toEqual([]);
    expect(`${outline(source, body.items).join("\n")}\n`).toBe(want);
  });

  it("reads them all", () => expect(names.length).toBe(3));
});
