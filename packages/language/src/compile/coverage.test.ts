import { describe, expect, it } from "vitest";
import { predeclared } from "../builtins/builtins.js";
import { evaluate } from "../runtime/evaluate.js";
import { defaultLimits } from "../runtime/limits.js";
import { SourceFile } from "../source/source-file.js";
import { compile } from "./compile.js";

/** What an evaluation counted: `kind text`, with the source that the point is about, and the number. */
function counted(text: string): Record<string, number> {
  const { program } = compile(new SourceFile("p", text), predeclared, { coverage: true });
  if (program === undefined) throw new Error("the policy does not compile");
  const counters = new Uint32Array(program.points.length);
  evaluate(program, {
    findImport: () => undefined,
    countersOf: () => counters,
    params: new Map(),
    globals: new Map(),
    limits: defaultLimits,
    now: () => 0,
  });
  return Object.fromEntries(
    program.points.map(({ kind, span }, index) => [
      `${kind} ${text.slice(span.start, span.end)}`,
      counters[index] ?? 0,
    ]),
  );
}

describe("a program compiled for coverage", () => {
  const cases: [what: string, text: string, counts: Record<string, number>][] = [
    [
      "rules",
      "a = rule { true }\nb = rule { true }\nmain = rule { a }",
      { "rule a": 1, "rule b": 0, "rule main": 1 },
    ],
    [
      "conditions of rules",
      "main = rule when x { true }\nx = false",
      { "rule main": 0, "rule-skipped x": 1 },
    ],
    [
      "conditions, with no block for the other way",
      "if 1 is 2 { a = 1 }\nmain = true",
      { "true 1 is 2": 0, "false 1 is 2": 1 },
    ],
    [
      "cases",
      "case 1 {\nwhen 1:\n\ta = 1\nwhen 2:\n\ta = 2\nelse:\n\ta = 3\n}\nmain = true",
      { "clause when 1:\n\ta = 1": 1, "clause when 2:\n\ta = 2": 0, "otherwise :\n\ta = 3": 0 },
    ],
    ["the sides of and", "t = true\nf = false\nmain = f and t", { "left f": 1, "right t": 0 }],
    ["the sides of or", "t = true\nf = false\nmain = f or t", { "left f": 0, "right t": 1 }],
    ["elements", "main = all [] as x { x }", { "element []": 0 }],
    ["loops", "for [1, 2] as x { x }\nmain = true", { "element [1, 2]": 2 }],
    ["functions", "f = func() { return 1 }\nmain = true", { "function func() { return 1 }": 0 }],
    ["nothing for a print before a condition", "main = print(1) or false", {}],
  ];
  it.each(cases)("counts %s", (_, text, counts) => {
    expect(counted(`${text}\n`)).toEqual(counts);
  });

  it("has no points without coverage", () => {
    const { program } = compile(new SourceFile("p", "main = rule { true }\n"), predeclared);
    expect(program?.points).toEqual([]);
  });
});
