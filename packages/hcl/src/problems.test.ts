import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { HclProblem } from "./hcl-problem.js";
import type { HclSource } from "./hcl-source.js";
import { messages, type ProblemText } from "./messages.js";
import { parseHcl } from "./parse-hcl.js";
import { parseHclJson } from "./parse-hcl-json.js";

const readCases = (name: string) =>
  readFileSync(new URL(`../testdata/${name}`, import.meta.url), "utf8")
    .split(/^-- /m)
    .slice(1)
    .map((chunk) => {
      const [, title = "", text = "", want = ""] =
        /^(.*)\n([\s\S]*?)((?:^=> .*\n)+)/m.exec(chunk) ?? [];
      return { title, text, wants: Array.from(want.matchAll(/^=> (.*)$/gm), (match) => match[1]) };
    });
const cases = readCases("problems.cases");
const jsonCases = readCases("json-problems.cases");

function render(source: HclSource, problem: HclProblem, want: string | undefined): string {
  const { line, column } = source.positionAt(problem.start);
  const place = `${line}:${column} ${problem.code}`;
  return want?.includes(": ") ? `${place}: ${problem.message}` : place;
}

describe("problems.cases", () => {
  it.each(cases)("$title", ({ text, wants }) => {
    expect(wants.length).toBeGreaterThan(0);
    const { source, problems } = parseHcl("problems.cases", text);
    expect(problems.map((problem, i) => render(source, problem, wants[i]))).toEqual(wants);
  });

  it.each(jsonCases)("JSON: $title", ({ text, wants }) => {
    expect(wants.length).toBeGreaterThan(0);
    const { source, problems } = parseHclJson("problems.cases", text);
    expect(problems.map((problem, i) => render(source, problem, wants[i]))).toEqual(wants);
  });

  it("shows every message once, but for those that take more than a case to reach", () => {
    const shown = [...cases, ...jsonCases].flatMap(({ wants }) =>
      wants.filter((want) => want?.includes(": ")),
    );
    const codes = new Set(shown.map((want) => want?.replace(/^\S+ ([a-z-]+): .*/, "$1")));
    const elsewhere = ["carriage-return", "too-deep", "too-long", "too-many-problems"];
    expect([...codes, ...elsewhere].sort()).toEqual(Object.keys(messages).sort());
  });
});

describe("messages", () => {
  it.each(Object.entries(messages))("%s is one line in our style", (_, write) => {
    const { message, hint } = (write as (...details: string[]) => ProblemText)("x", "x");
    for (const text of [message, hint]) expect(text).toMatch(/^[a-z"<\\].*[^.]$/);
  });
});
