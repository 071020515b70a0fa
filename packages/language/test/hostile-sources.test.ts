import { engines } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import {
  type CompileOptions,
  compilePolicy,
  defaultLimits,
  evaluate,
  parse,
  parseJson,
  renderDiagnostic,
  SourceFile,
  type Value,
} from "../src/index.js";

/** What becomes of a source: the code of its first error, or the outcome of its evaluation. */
function fateOf(
  text: string,
  options: CompileOptions,
  globals: ReadonlyMap<string, Value> = new Map(),
): string {
  const source = new SourceFile("hostile.sentinel", text);
  const { program, diagnostics } = compilePolicy(source, options);
  if (program === undefined) {
    for (const diagnostic of diagnostics) renderDiagnostic(diagnostic);
    return diagnostics[0]?.code ?? "nothing is wrong";
  }
  const outcome = evaluate(program, {
    findImport: () => undefined,
    params: new Map(),
    globals,
    limits: { ...defaultLimits, steps: 20_000_000 },
    now: () => performance.now(),
  });
  return outcome.error?.code ?? outcome.status;
}

const nested = (open: string, within: string, close: string, times: number): string =>
  open.repeat(times) + within + close.repeat(times);

/** LIMIT of this suite: what no source of half a megabyte may take longer than, on a busy machine. */
const PATIENCE = 15_000;

/** What has no tree, or none that is sound, comes to the same with every engine: none sees it. */
const reader: CompileOptions = {};

describe("a source that nests", () => {
  const deep: [name: string, text: (times: number) => string, accepted: number][] = [
    ["parentheses", (times) => `main = ${nested("(", "true", ")", times)}`, 200],
    ["lists", (times) => `main = ${nested("[", "", "]", times)} is not []`, 200],
    ["maps", (times) => `x = ${nested('{"a": ', "1", "}", times)}\nmain = true`, 200],
    ["negations", (times) => `main = ${nested("not ", "true", "", times)}`, 200],
    ["signs", (times) => `main = ${nested("- ", "0", "", times)} is 0`, 200],
    [
      "calls",
      (times) => `f = func(x) { return x }\nmain = ${nested("f(", "true", ")", times)}`,
      200,
    ],
    ["indices", (times) => `x = [0]\nmain = ${nested("x[", "0", "]", times)} is 0`, 200],
    ["ifs", (times) => `${nested("if true {", "", "}", times)}\nmain = true`, 100],
    [
      "else-ifs",
      (times) => `if false {}${nested(" else if false {}", "", "", times)}\nmain = true`,
      200,
    ],
    ["loops", (times) => `${nested("for [1] as x {", "", "}", times)}\nmain = true`, 100],
    ["cases", (times) => `${nested("case { when true: ", "", "}", times)}\nmain = true`, 100],
    [
      "functions",
      (times) => `x = ${nested("func() { return ", "1", "}", times)}\nmain = true`,
      100,
    ],
    ["rules", (times) => `main = ${nested("rule { ", "true", "}", times)}`, 100],
    ["quantifiers", (times) => `main = ${nested("any [1] as x { ", "true", "}", times)}`, 100],
    ["operators", (times) => `main = ${nested("", "0", " + 0", times)} is 0`, 900],
    ["logic", (times) => `main = ${nested("true and ", "true", "", times)}`, 900],
    ["selectors", (times) => `x = {}\nmain = ${nested("", "x", ".a", times)} is not defined`, 900],
    [
      "calls of results",
      (times) => `x = {}\nmain = ${nested("", "x.a", "()", times)} is not defined`,
      900,
    ],
    ["elses", (times) => `main = ${nested("undefined else ", "true", "", times)}`, 900],
  ];

  describe.each(engines)("within reason is a policy, %s", (_, options) => {
    it.each(deep)("%s", (_, text, accepted) => {
      expect(fateOf(text(accepted), options)).toBe("pass");
    });
  });

  it.each(deep)(
    "without end is an error: %s",
    (_, text) => {
      for (const times of [1100, 100_000])
        expect(fateOf(text(times), reader)).toBe("nesting-too-deep");
    },
    PATIENCE,
  );

  it.each(engines)("is an error where the host has little stack left, %s", (_, options) => {
    const source = new SourceFile(
      "x",
      `main = ${nested("(", nested("", "0", " + 0", 700), ")", 200)} is 0`,
    );
    const fates = new Set<string>();
    const attempt = (): void => {
      const { file, diagnostics } = parse(source);
      fates.add(file === undefined ? diagnostics[0].code : "parses");
      fates.add(compilePolicy(source).program === undefined ? "does not compile" : "compiles");
      fates.add(fateOf("f = func(n) { return f(n) }\nmain = f(1)", options));
    };
    let isDone = false;
    // Goes down to the end of the stack, and attempts on the way back up until there is room enough.
    const descend = (depth: number): void => {
      try {
        descend(depth + 1);
        if (!isDone && depth % 100 === 0) attempt();
        isDone ||= fates.has("compiles");
      } catch (error) {
        // Where not even the call of an attempt finds room.
        expect(error).toBeInstanceOf(RangeError);
      }
    };
    descend(0);
    expect([...fates].sort()).toEqual([
      "budget-depth",
      "compiles",
      "does not compile",
      "nesting-too-deep",
      "parses",
    ]);
  });
});

describe("a source of half a megabyte", () => {
  const size = 500_000;
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join("");
  const cases: [name: string, text: () => string, fate: string][] = [
    ["one identifier", () => `main = ${"a".repeat(size)}`, "unknown-identifier"],
    ["one string", () => `main = "${"a".repeat(size)}" is ""`, "fail"],
    ["one string of escapes", () => `main = "${"\\xff".repeat(size / 4)}" is ""`, "fail"],
    ["one string without an end", () => `main = "${"a".repeat(size)}`, "unterminated-string"],
    [
      "one raw string without an end",
      () => `main = \`${"\n".repeat(size)}`,
      "unterminated-raw-string",
    ],
    ["one comment", () => `main = true /*${"* /".repeat(size / 3)}*/`, "pass"],
    [
      "one comment without an end",
      () => `main = true /*${"*".repeat(size)}`,
      "unterminated-comment",
    ],
    ["one decimal", () => `main = ${"9".repeat(size)}`, "integer-out-of-range"],
    ["one octal", () => `main = 0${"7".repeat(size)}`, "integer-out-of-range"],
    ["one hexadecimal", () => `main = 0x${"f".repeat(size)}`, "integer-out-of-range"],
    ["zeros", () => `main = ${"0".repeat(size)}1 is 1`, "pass"],
    ["one float", () => `main = ${"9".repeat(size)}.${"9".repeat(size)}e-499990 > 1`, "pass"],
    ["one exponent", () => `main = 1e${"9".repeat(size)} > 1`, "pass"],
    ["one malformed number", () => `main = 1${"a".repeat(size)}`, "invalid-number"],
    ["one list", () => `main = [${"1,".repeat(size / 2)}] is not []`, "pass"],
    ["one map", () => `main = {${lines(50_000, (i) => `"${i}":1,`)}} is not {}`, "pass"],
    ["one call", () => `print(${"1,".repeat(size / 2)})\nmain = true`, "pass"],
    ["opening brackets", () => "[".repeat(size), "nesting-too-deep"],
    ["closing brackets", () => "]".repeat(size), "unexpected-token"],
    ["blanks", () => `${" ".repeat(size)}main = true`, "pass"],
    ["line ends", () => `${"\n".repeat(size)}main = true`, "pass"],
    ["semicolons", () => `${";".repeat(size)}main = true`, "pass"],
    ["comments", () => `main = true\n${"#\n".repeat(size / 2)}`, "pass"],
    ["assignments", () => `${"a=1\n".repeat(size / 4)}main = true`, "pass"],
    ["assignments under one comment", () => `# c\n${"a=1\n".repeat(size / 4)}main = true`, "pass"],
    ["assignments under a comment each", () => `${"#\na=1\n".repeat(size / 6)}main = true`, "pass"],
    ["assignments on one line", () => `# c\n${"a=1;".repeat(size / 4)}main = true`, "pass"],
    ["variables", () => `${lines(50_000, (i) => `a${i}=1\n`)}main = true`, "pass"],
    [
      "variables of a function that recurs",
      () => `f = func(n) {\n${lines(30_000, (i) => `a${i}=n\n`)}return f(n) }\nmain = f(1)`,
      "budget-depth",
    ],
    [
      "imports",
      () => `${lines(30_000, (i) => `import "a${i}"\n`)}main = true`,
      "import-not-available",
    ],
    [
      "imports, and uses of them",
      () =>
        `${lines(30_000, (i) => `import "a${i}"\n`)}${lines(20_000, (i) => `print(a${i})\n`)}main = true`,
      "import-not-available",
    ],
    [
      "one import many times",
      () => `${'import "a"\n'.repeat(40_000)}main = true`,
      "import-not-available",
    ],
    [
      "parameters",
      () => `${lines(30_000, (i) => `param a${i} default ${i}\n`)}main = true`,
      "pass",
    ],
    [
      "functions",
      () => `${lines(20_000, (i) => `func f${i}() { return 1 }\n`)}main = true`,
      "pass",
    ],
    [
      "functions within functions, with parameters",
      () =>
        `x = ${lines(100, (i) => `func(${lines(1000, (j) => `p${i}_${j},`)}) { return `)}1${"}".repeat(100)}\nmain = true`,
      "pass",
    ],
    ["errors", () => `${"break\n".repeat(size / 6)}main = true`, "break-outside-loop"],
    ["clauses", () => `case 1 {\n${"when 2: x = 1\n".repeat(size / 14)}}\nmain = true`, "pass"],
    [
      "patterns",
      () => `${lines(2000, (i) => `x = "" matches "\\\\pL{1000}${i}"\n`)}main = true`,
      "pass",
    ],
    ["rules", () => `${lines(20_000, (i) => `r${i} = rule { true }\n`)}main = true`, "pass"],
    ["nothing but a byte order mark", () => "\ufeff", "missing-main"],
    ["half characters", () => `main = "${"\ud800".repeat(size)}" is ""`, "fail"],
    ["characters that are none", () => `main = ${"\u0000".repeat(size)}`, "unexpected-character"],
  ];

  const isEvaluated = (fate: string) => ["pass", "fail", "budget-depth"].includes(fate);

  describe.each(engines)("ends well, %s", (_, options) => {
    it.each(cases.filter(([, , fate]) => isEvaluated(fate)))(
      "%s",
      (_, text, fate) => {
        expect(fateOf(text(), options)).toBe(fate);
      },
      PATIENCE,
    );
  });

  it.each(cases.filter(([, , fate]) => !isEvaluated(fate)))(
    "ends well before any engine: %s",
    (_, text, fate) => {
      expect(fateOf(text(), reader)).toBe(fate);
    },
    PATIENCE,
  );

  it("and one of ten megabytes is too long", () => {
    expect(fateOf(`main = true${" ".repeat(10 * 1024 * 1024)}`, reader)).toBe("source-too-long");
  });
});

describe.each(engines)("data that nests, %s", (_, options) => {
  const depth = 100_000;
  const lists = parseJson(nested("[", "", "]", depth)).value as Value;
  const maps = parseJson(nested('{"a":', "1", "}", depth)).value as Value;
  const globals = new Map<string, Value>([
    ["lists", lists],
    ["maps", maps],
    ["others", parseJson(nested("[", "", "]", depth)).value as Value],
  ]);

  it.each([
    [
      "is read as far as a policy looks",
      "main = lists[0][0][0][0] is not empty and maps.a.a.a.a is defined",
      "pass",
    ],
    ["is printed", "print(lists)\nmain = true", "value-too-deep"],
    ["is printed as an entry", "print({1: maps})\nmain = true", "value-too-deep"],
    ["is compared", "main = lists is others", "value-too-deep"],
    ["is searched", "main = [maps, lists] contains others", "value-too-deep"],
    ["is copied", "x = lists\nappend(x, 1)\nmain = true", "value-too-deep"],
    ["is the result", "main = lists", "fail"],
    ["is a rule's value", "r = rule { maps }\nmain = rule { r is not empty }", "pass"],
  ])("%s", (_, text, fate) => {
    expect(fateOf(text, options, globals)).toBe(fate);
  });

  it("is an error where the exact reader has to read it", () => {
    const { problem } = parseJson(nested("[", "1.0", "]", depth));
    expect(problem?.message).toContain("levels deep");
  });
});

describe("long tokens in JSON", () => {
  const long = 3_000_000;
  it.each([
    ["digits", "9".repeat(long), "out of range"],
    ["zeros behind the point", `1.${"0".repeat(long)}`, undefined],
    ["digits without an end", `[1.${"1".repeat(long)}e`, "expected"],
    ["white space", `${" ".repeat(long)}1.0${" ".repeat(long)}x`, "unexpected"],
    ["one string", `["${"a".repeat(long)}", 1.0]`, undefined],
    ["one string of pairs", `["${"😀".repeat(long)}", 1.0]`, undefined],
    ["one string of escapes", `["${"\\ud800".repeat(long / 10)}"]`, undefined],
    ["one string without an end", `[1.0, "${"a".repeat(long)}`, "not terminated"],
    ["minus signs", "-".repeat(long), "unexpected"],
  ])(
    "are read in a time that grows with their length: %s",
    (_, text, problem) => {
      const found = parseJson(text).problem?.message;
      if (problem === undefined) expect(found).toBeUndefined();
      else expect(found).toContain(problem);
    },
    PATIENCE,
  );
});
