import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { predeclared } from "../builtins/builtins.js";
import { evaluate } from "../runtime/evaluate.js";
import { defaultLimits } from "../runtime/limits.js";
import type { Program } from "../runtime/program.js";
import { SourceFile } from "../source/source-file.js";
import { compile } from "./compile.js";
import { compileLiteralFile } from "./literal-file.js";

const compileText = (name: string, text: string): Program | undefined =>
  compile(new SourceFile(name, text), predeclared).program;

/** What a policy sees of a module, and what happens when it writes to what it got. */
function seen(module: Program, policy: string) {
  const program = compileText("p.sentinel", policy);
  if (program === undefined) throw new Error("the policy does not compile");
  const outcome = evaluate(program, {
    findImport: (path) => (path === "m" ? { kind: "module", program: module } : undefined),
    params: new Map(),
    globals: new Map(),
    limits: defaultLimits,
    now: () => 0,
  });
  const { status, output, error, undefinedAt } = outcome;
  return { status, output, error, undefinedAt };
}

const policies = [
  "print(m.a, m.b)\nmain = m.a",
  "x = m.a\nfor x as k, v { print(k, v) }\nmain = true",
  "x = m.a\nappend(x, 1)\nx[0] = 2\nprint(x, m.a)\nmain = true",
  'x = m.a\nx["new"] = 1\nprint(x, m.a)\nmain = length(x)',
  "main = m.a.k.k is 1",
  "main = m.a[0]",
].map((body) => `import "m"\n${body}\n`);

function expectSame(text: string): void {
  const file = new SourceFile("m.sentinel", text);
  const literal = compileLiteralFile(file, predeclared);
  if (literal === undefined) return;
  const common = compileText("m.sentinel", text);
  if (common === undefined) throw new Error(`only the fast way compiles ${JSON.stringify(text)}`);
  for (const policy of policies) expect(seen(literal, policy)).toEqual(seen(common, policy));
  // A second evaluation finds nothing of the first.
  for (const policy of policies) expect(seen(literal, policy)).toEqual(seen(common, policy));
}

const scalar = fc.oneof(
  fc.constantFrom(
    "true",
    "false",
    "null",
    "undefined",
    "0",
    "-1",
    "1.0",
    "-2.5",
    "1e3",
    "0x1F",
    "010",
  ),
  fc.constantFrom(
    '"k"',
    '"a\\nb"',
    '"\\xff"',
    '"é"',
    "-0",
    "-0.0",
    "9223372036854775807",
    "1 + 1",
    "x",
  ),
  fc.integer().map(String),
  fc.string().map((text) => JSON.stringify(text)),
);
const { value } = fc.letrec<{ value: string; list: string; map: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
  map: fc
    .array(fc.tuple(fc.oneof(fc.constant('"k"'), scalar), tie("value")), { maxLength: 3 })
    .map((pairs) => `{\n${pairs.map(([key, item]) => `\t${key}: ${item},\n`).join("")}}`),
}));
const file = fc.tuple(value, value).map(([a, b]) => `# A mock.\na = ${a}\n\nb = ${b} # end\n`);

describe("a module of literals", () => {
  it("is read where there is nothing else in the file", () => {
    const text = 'a = {\n\t"k": [1, -2.5, "x", undefined,],\n}\n# more\nb = null';
    expect(compileLiteralFile(new SourceFile("m", text), predeclared)).toBeDefined();
  });

  it.each([
    "a = 1 + 1",
    "a = 1; b = 2",
    "a = [1\n]",
    'a = {"k": 1\n}',
    "a = 1 b = 2",
    "a = [",
    'a = "x',
    "a = {[]: 1}",
    "length = 1",
    "true = 1",
    "undefined = 1",
    "rule = 1",
    "param a",
    "a = -true",
    "a = 1x",
    'a = "\\q"',
    "a /* b */ = 1",
    `a = ${"[".repeat(200)}${"]".repeat(200)}`,
  ])("is left to the common way when it is %j", (text) => {
    expect(compileLiteralFile(new SourceFile("m", text), predeclared)).toBeUndefined();
  });

  it("behaves as the common way has it", () => {
    fc.assert(fc.property(file, expectSame), { numRuns: 300 });
  });

  it("is never read where the common way finds an error", () => {
    const broken = fc
      .tuple(file, fc.nat(), fc.constantFrom("", "\n", ",", "]", '"', "-", ".", ";", "x"))
      .map(([text, at, insert]) => {
        const place = at % text.length;
        return text.slice(0, place) + insert + text.slice(place + (insert === "" ? 1 : 0));
      });
    fc.assert(fc.property(broken, expectSame), { numRuns: 500 });
  });
});
