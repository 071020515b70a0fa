import { engines, fuzzRuns } from "@portcullis/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CompileOptions,
  compilePolicy,
  defaultLimits,
  evaluate,
  parse,
  SourceFile,
  type Value,
} from "../../src/index.js";
import { evaluateReference, type ReferenceOutcome } from "./evaluator.js";
import { type Given, writePolicy } from "./random-policy.js";

const numbers = fc.array(fc.nat(999_999), { minLength: 30, maxLength: 400, size: "max" });

/** The reference has no limits: what the engine stops for its size would keep the reference busy for hours. */
const comparable = {
  ...defaultLimits,
  steps: 1_000_000,
  elements: 100_000,
  textBytes: 4 * 1024 * 1024,
  outputBytes: 256 * 1024,
};
const tooLarge = /^budget-(steps|elements|text|output)$/;

/**
 * What the engine makes of a policy, in the terms of the reference; nothing if it must not run or is too
 * large for the reference.
 */
function engineOutcome(
  source: SourceFile,
  options: CompileOptions,
  globals: ReadonlyMap<string, Value> = new Map(),
): ReferenceOutcome | undefined {
  const { program } = compilePolicy(source, options);
  if (program === undefined) return undefined;
  const { status, output, error } = evaluate(program, {
    findImport: () => undefined,
    params: new Map(),
    globals,
    limits: comparable,
    now: () => 0,
  });
  if (tooLarge.test(error?.code ?? "")) return undefined;
  const at = error?.location;
  return { status, output, line: at?.file.positionAt(at.span.start).line };
}

function referenceOutcome(source: SourceFile): ReferenceOutcome {
  const { file, diagnostics } = parse(source);
  if (file === undefined) throw new Error(diagnostics[0].message);
  return evaluateReference(source, file);
}

describe.each(engines)("the engine and a slow, obvious evaluator, %s", (_, options) => {
  it("agree about every policy: outcome, output, and the line of an error", () => {
    const statuses = new Map<string, number>();
    const runs = fuzzRuns(1500);
    let lines = 0;
    fc.assert(
      fc.property(numbers, (each) => {
        const source = new SourceFile("random.sentinel", writePolicy(each));
        const found = engineOutcome(source, options);
        if (found === undefined) return;
        const { line, ...expected } = referenceOutcome(source);
        statuses.set(expected.status, (statuses.get(expected.status) ?? 0) + 1);
        lines += expected.output.split("\n").length;
        const where = line === undefined ? {} : { line };
        expect(found, source.text).toMatchObject({ ...expected, ...where });
      }),
      { numRuns: runs },
    );
    // A generator of nothing but errors would agree about everything.
    for (const status of ["pass", "fail", "undefined", "error"])
      expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
    const compared = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    expect(compared).toBeGreaterThan(runs / 2);
    expect(lines).toBeGreaterThan(2 * compared);
  }, 120_000);

  it("agree about policies over data that is shared, which stays as it is", () => {
    const json = JSON.stringify(shared);
    const globals = new Map<string, Value>([["shared", frozen(shared)]]);
    let changed = 0;
    fc.assert(
      fc.property(numbers, (each) => {
        const text = writePolicy(each, uses);
        const found = engineOutcome(new SourceFile("random.sentinel", text), options, globals);
        if (found === undefined) return;
        // To a policy, shared data is what a variable of its own would be.
        const { line, ...expected } = referenceOutcome(
          new SourceFile("random.sentinel", `shared = ${json}; ${text}`),
        );
        expect(found, text).toMatchObject(line === undefined ? expected : { ...expected, line });
        expect(JSON.stringify(shared)).toBe(json);
        if (/^\t*(append|delete)?\(?shared/m.test(text)) changed++;
      }),
      { numRuns: fuzzRuns(800) },
    );
    expect(changed).toBeGreaterThan(20);
  }, 300_000);
});

/** Keys in byte order, as data is visited. */
const shared: Value = {
  list: [1, "a", [2.5, { b: true }], null],
  map: { a: { b: [1, 2], c: "x" }, b: [] },
};

const uses: Given = {
  list: ["shared.list", "shared.map.a.b", "shared.list[2]", "[shared.list]"],
  map: ["shared.map", "shared.map.a", "shared.list[2][1]", '{"a": shared.map}'],
};

/** A write to any part of it would throw, and end the test. */
function frozen(value: Value): Value {
  if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
