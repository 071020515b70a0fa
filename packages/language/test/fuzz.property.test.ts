import { readdirSync, readFileSync } from "node:fs";
import { engines, fuzzRuns, readScripts } from "@portcullis/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ByteString,
  compilePolicy,
  defaultLimits,
  evaluate,
  format,
  type Program,
  parse,
  printedValue,
  quote,
  renderDiagnostic,
  SourceFile,
  type StringValue,
} from "../src/index.js";

const testdata = new URL("../testdata/", import.meta.url);

/** Every script of the language, to be taken apart and put together wrongly. */
const seeds = readdirSync(testdata)
  .filter((name) => name.endsWith(".sentinel"))
  .flatMap((name) => readScripts(name, readFileSync(new URL(name, testdata), "utf8")))
  .map(({ text }) => text.trim());

const pieces = [
  ...new Set(seeds.flatMap((text) => text.match(/\w+|"[^"\n]*"|\s+|[^\w\s]/g) ?? [])),
];

/** A change to a text: at some place, some of it replaced by a piece of another one or by itself. */
const change = fc.record({
  at: fc.nat(10_000),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  replacement: fc.oneof(
    fc.constant(""),
    fc.constantFrom(...pieces),
    fc.string({ unit: "binary", maxLength: 4 }),
    fc.constantFrom(...'(){}[]"`\\#;,.:=\n\t\0\ufeff'),
  ),
});

const mutated = fc
  .tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 6 }))
  .map(([seed, changes]) =>
    changes.reduce((text, { at, length, replacement }) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + replacement + text.slice(start + length);
    }, seed),
  );

const shuffled = fc
  .array(fc.constantFrom(...pieces), { maxLength: 60, size: "max" })
  .map((words) => words.join(" "));

const anything = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 3, arbitrary: shuffled },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);

const limits = {
  ...defaultLimits,
  steps: 500_000,
  elements: 100_000,
  textBytes: 1_000_000,
  outputBytes: 100_000,
};

/** LIMIT: milliseconds that no text of a few hundred characters may take, on a busy machine. */
const PATIENCE = 10_000;

describe.each(engines)("random and mutated sources, %s", (_, options) => {
  it("come to an outcome or to diagnostics, in any phase, and in time", () => {
    let outcomes = 0;
    fc.assert(
      fc.property(anything, (text) => {
        const started = performance.now();
        const source = new SourceFile("fuzz.sentinel", text);
        const { program, diagnostics } = compilePolicy(source, options);
        for (const diagnostic of diagnostics) {
          const { start, end } = diagnostic.location.span;
          expect(start >= 0 && start <= end && end <= text.length).toBe(true);
          expect(renderDiagnostic(diagnostic)).toContain("fuzz.sentinel:");
        }
        if (program === undefined) expect(diagnostics.length).toBeGreaterThan(0);
        else {
          outcomes++;
          const outcome = evaluate(program, {
            findImport: () => undefined,
            params: new Map(),
            globals: new Map(),
            limits,
            now: () => performance.now(),
          });
          expect(outcome.error === undefined).toBe(outcome.status !== "error");
          if (outcome.error !== undefined) renderDiagnostic(outcome.error);
        }
        expect(performance.now() - started).toBeLessThan(PATIENCE);
      }),
      { numRuns: fuzzRuns(4000) },
    );
    expect(outcomes).toBeGreaterThan(100);
  }, 300_000);
});

describe("random and mutated sources", () => {
  it("are formatted if they can be parsed, to the same tree, once and for all", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const source = new SourceFile("fuzz.sentinel", text);
        const formatted = format(source);
        expect(formatted.text === undefined).toBe(parse(source).file === undefined);
        if (formatted.text === undefined) return;
        const again = new SourceFile("fuzz.sentinel", formatted.text);
        expect(treeOf(again)).toBe(treeOf(source));
        expect(format(again).text).toBe(formatted.text);
      }),
      { numRuns: fuzzRuns(1500) },
    );
  }, 300_000);

  it("evaluate to the same every time, whatever the engine, and cost the same", () => {
    fc.assert(
      fc.property(mutated, fc.nat(300), (text, steps) => {
        const source = new SourceFile("fuzz.sentinel", text);
        const [first, ...others] = engines.flatMap(([, options]) => {
          const { program } = compilePolicy(source, options);
          return [outcomeOf(program, steps), outcomeOf(program, steps)];
        });
        for (const outcome of others) expect(outcome).toEqual(first);
      }),
      { numRuns: fuzzRuns(3000) },
    );
  }, 300_000);
});

/** All that an evaluation says, with few steps and little else to spend. */
function outcomeOf(program: Program | undefined, steps: number): unknown {
  const { error, rules, value, undefinedAt, ...others } = (program &&
    evaluate(program, {
      findImport: () => undefined,
      params: new Map(),
      globals: new Map(),
      limits: { ...limits, elements: 50 + steps },
      now: () => 0,
    })) ?? { rules: [] };
  return {
    ...others,
    error: error && renderDiagnostic(error),
    undefinedAt: undefinedAt?.span,
    value: value === undefined ? undefined : printedValue(value),
    rules: rules.map((rule) => [
      rule.name,
      rule.location.span,
      rule.value === undefined ? undefined : printedValue(rule.value),
    ]),
  };
}

/** A tree without places and heights. */
function treeOf(source: SourceFile): string {
  const { file } = parse(source);
  return JSON.stringify(file, (key, value) => {
    if (/span$|^height$|^comments$/i.test(key)) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    return value instanceof Uint8Array ? [...value] : value;
  });
}

describe("what is printed as a literal", () => {
  const readLiteral = (literal: string): unknown => {
    const { program } = compilePolicy(new SourceFile("x", `main = [${literal}]`));
    const outcome =
      program &&
      evaluate(program, {
        findImport: () => undefined,
        params: new Map(),
        globals: new Map(),
        limits,
        now: () => 0,
      });
    const list = outcome?.value as { readonly items: readonly unknown[] } | undefined;
    return list?.items[0];
  };

  it("reads as the same text", () => {
    const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!/\p{Surrogate}/u.test(text));
        expect(readLiteral(quote(text))).toBe(text);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  it("reads as the same bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        const invalid = Uint8Array.of(0xff, ...bytes);
        const value = readLiteral(quote(ByteString.fromInvalidUtf8(invalid))) as StringValue;
        expect(value).toBeInstanceOf(ByteString);
        expect([...(value as ByteString).bytes]).toEqual([...invalid]);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  it("reads as the same int", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (int) => {
        expect(BigInt(readLiteral(String(int)) as bigint)).toBe(int);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
