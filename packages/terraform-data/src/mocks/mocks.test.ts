import { readFileSync } from "node:fs";
import { FloatValue, unknown, type Value } from "@portcullis/language";
import { golden } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { decodeRunContext, parsePlan, renderMockBundle } from "../index.js";
import { readFixture } from "../testing/walk.js";
import { renderValue } from "./value-text.js";

describe("renderValue", () => {
  const cases: [value: Value, text: string][] = [
    [null, "null"],
    [true, "true"],
    ['a "b"\n\\', '"a \\"b\\"\\n\\\\"'],
    [5, "5"],
    [-5, "-5"],
    [1.5, "1.5"],
    [new FloatValue(2), "2.0"],
    [1e-7, "1.0e-7"],
    [new FloatValue(1e21), "1.0e+21"],
    [2n ** 63n - 1n, "9223372036854775807"],
    [-(2n ** 63n), "-9223372036854775807 - 1"],
    [unknown, "undefined"],
    [[], "[]"],
    [{}, "{}"],
    [[1, [2]], "[\n\t1,\n\t[\n\t\t2,\n\t],\n]"],
    // Keys in byte order; a column for neighbours on single lines, none across a longer value.
    [
      { ccc: 1, a: 2, bb: { x: 3 }, d: [] },
      '{\n\t"a": 2,\n\t"bb": {\n\t\t"x": 3,\n\t},\n\t"ccc": 1,\n\t"d":   [],\n}',
    ],
    // Keys of very different widths share no column.
    [{ a: 1, [`b${"c".repeat(30)}`]: 2 }, `{\n\t"a": 1,\n\t"b${"c".repeat(30)}": 2,\n}`],
  ];
  it.each(cases)("writes %s", (value, text) => {
    expect(renderValue(value, "v")).toBe(text);
  });

  it("ends at a depth that no parser would read", () => {
    let value: Value = 1;
    for (let depth = 0; depth < 1000; depth++) value = [value];
    expect(() => renderValue(value, "raw")).toThrow('"raw" nests more than 200 levels deep');
  });
});

describe("renderMockBundle", () => {
  const plan = parsePlan(readFixture("mocks/plan.json")).plan;
  const { run } = decodeRunContext(
    readFileSync(new URL("../../testdata/run.json", import.meta.url)),
  );
  if (plan === undefined || run === undefined) throw new Error("the fixtures cannot be read");

  it("has the files of the platform's bundle, in a folder of their own", () => {
    expect(renderMockBundle({ plan, run }).map(({ name }) => name)).toEqual([
      "mock-tfconfig.sentinel",
      "mock-tfconfig-v2.sentinel",
      "mock-tfplan.sentinel",
      "mock-tfplan-v2.sentinel",
      "mock-tfstate.sentinel",
      "mock-tfstate-v2.sentinel",
      "mock-tfrun.sentinel",
      "sentinel.hcl",
    ]);
    const withoutRun = renderMockBundle({ plan });
    expect(withoutRun.map(({ name }) => name)).not.toContain("mock-tfrun.sentinel");
    expect(withoutRun.at(-1)?.text).not.toContain("tfrun");
  });

  for (const { name, text } of renderMockBundle({ plan, run }))
    it(`writes ${name}`, () => {
      expect(text).toBe(golden(new URL(`../../testdata/mocks/${name}`, import.meta.url), text));
    });
});
