import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { engines } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import {
  type CompileOptions,
  compilePolicy,
  defaultLimits,
  evaluate,
  SourceFile,
} from "../src/index.js";

const numbered = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");

/** Functions that call themselves without end, each of a shape that takes the stack of a host in its own way. */
const recursions: [shape: string, body: string][] = [
  ["nothing else", "return f(n + 1)"],
  ["many variables", `${numbered(400, (i) => `a${i} = n\n`)}return f(n + 1)`],
  ["as many as are kept out of frames", `${numbered(60, (i) => `a${i} = n\n`)}return f(n + 1)`],
  ["many loops", `${numbered(80, (i) => `for [1] as a${i} { b = a${i} }\n`)}return f(n + 1)`],
  ["nested loops", `${numbered(20, (i) => `for [n] as a${i} {`)}return f(n + 1)${"}".repeat(20)}`],
  ["nested quantifiers", `return ${"any [n] as x { ".repeat(18)}f(n + 1)${"}".repeat(18)}`],
  ["nested calls", `return ${"string(".repeat(40)}f(n + 1)${")".repeat(40)}`],
  [
    "arguments",
    `return range(1, 2, ${"length([1, 2, 3, 4, 5, 6, 7, ".repeat(20)}f(n + 1)${"])".repeat(20)})`,
  ],
  ["nested maps", `return ${'{"a": '.repeat(40)}f(n + 1)${"}".repeat(40)}`],
  ["a closure", "g = func(m) { return f(m) }\nreturn g(n + 1)"],
  ["a rule", "r = rule { f(n + 1) }\nreturn r"],
  [
    "cases",
    `case n {\nwhen -1: return 0\nelse: ${"case { else: ".repeat(20)}return f(n + 1)${"}".repeat(20)}}`,
  ],
];

function depthOf(body: string, options: CompileOptions): unknown {
  const text = `depth = 0\nf = func(n) {\ndepth = n\nprint(n)\n${body}\n}\nf(1)\nmain = true\n`;
  const { program, diagnostics } = compilePolicy(new SourceFile("x.sentinel", text), options);
  if (program === undefined) throw new Error(diagnostics[0]?.message);
  const { error, output } = evaluate(program, {
    findImport: () => undefined,
    params: new Map(),
    globals: new Map(),
    limits: defaultLimits,
    now: () => 0,
  });
  return [error?.code, error?.location.span, output.trimEnd().split("\n").at(-1)];
}

describe("recursion", () => {
  it.each(recursions)("ends at the same depth and place, whatever the engine: %s", (_, body) => {
    const [expected, ...others] = engines.map(([, options]) => depthOf(body, options));
    expect(expected).toContain("budget-depth");
    for (const depth of others) expect(depth).toEqual(expected);
  });
});

describe("a host that lets no text become code", () => {
  it("runs policies as closures, and says so", () => {
    const index = JSON.stringify(fileURLToPath(new URL("../dist/index.js", import.meta.url)));
    const script = `
      import { canGenerate, compilePolicy, defaultLimits, evaluate, SourceFile } from ${index};
      const text = "f = func(x) { return x % 2 is 0 }\\nmain = length(filter range(1000) as x { f(x) }) is 500";
      const statuses = ["auto", "closures", "generated"].map((engine) => {
        const { program } = compilePolicy(new SourceFile("x", text), { engine });
        const host = { findImport() {}, params: new Map(), globals: new Map(), limits: defaultLimits };
        return evaluate(program, { ...host, now: () => 0 }).status;
      });
      console.log(canGenerate(), ...statuses);
    `;
    const outputOf = (...flags: string[]) =>
      spawnSync(process.execPath, [...flags, "--input-type=module", "-e", script], {
        encoding: "utf8",
      }).stdout;
    expect(outputOf("--disallow-code-generation-from-strings")).toBe("false pass pass pass\n");
    expect(outputOf()).toBe("true pass pass pass\n");
  });
});
