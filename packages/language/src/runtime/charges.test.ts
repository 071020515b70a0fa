import { engines } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import {
  type CompileOptions,
  compilePolicy,
  defaultLimits,
  evaluate,
  SourceFile,
  type Value,
} from "../index.js";

const size = 64_000;
const globals = new Map<string, Value>([
  ["text", "a".repeat(size)],
  ["same", `${"a".repeat(size - 1)}${"a"}`],
  ["other", `${"a".repeat(size - 1)}b`],
  ["list", Array.from({ length: size }, (_, index) => index)],
  ["copy", Array.from({ length: size }, (_, index) => index)],
  ["texts", [`${"a".repeat(size - 1)}c`]],
  ["entries", Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, index]))],
  ["others", Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, -index]))],
]);

function costOf(expression: string, options: CompileOptions): { steps: number; elements: number } {
  const source = new SourceFile("x", `x = ${expression}\nmain = true\n`);
  const { program } = compilePolicy(source, options);
  if (program === undefined) throw new Error(`"${expression}" does not compile`);
  const outcome = evaluate(program, {
    findImport: () => undefined,
    params: new Map(),
    globals,
    limits: defaultLimits,
    now: () => 0,
  });
  if (outcome.error !== undefined) throw new Error(outcome.error.message);
  return outcome.cost;
}

describe.each(engines)("what takes the longer, the larger a value is, %s", (_, options) => {
  it.each([
    ["text is same"],
    ["text is not other"],
    ["[text] is [other]"],
    ["text < other"],
    ['text contains "b"'],
    ['text matches "b$"'],
    ["texts contains other"],
    ["text[3]"],
    ["text[1:3]"],
    ["length(text)"],
    ["int(text)"],
    ["float(text)"],
    ["bool(text)"],
    ["length(entries)"],
    ["entries is empty"],
    ["entries is others"],
    ["any entries as k, v { true }"],
    ["list is copy"],
    ["list contains -1"],
    ["-1 in list"],
    ["any list as v { v is -1 }"],
    ["range(64000)"],
    ["print(list is copy)"],
  ])("is charged in steps: %s", (expression) => {
    expect(costOf(expression, options).steps).toBeGreaterThanOrEqual(size / 32);
  });

  it.each([
    ["list + list", 2 * size],
    ["list[1:]", size - 1],
    ["map list as v { v }", size],
    ["filter list as v { true }", size],
    ["filter entries as k, v { true }", size],
    ["range(64000)", size],
    ["keys(entries)", size],
    ["values(entries)", size],
  ])("is charged in elements: %s", (expression, elements) => {
    const { elements: charged } = costOf(expression, options);
    expect(charged).toBeGreaterThanOrEqual(elements);
    expect(charged).toBeLessThan(elements + 20);
  });
});
