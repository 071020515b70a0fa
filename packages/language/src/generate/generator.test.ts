import { readdirSync, readFileSync } from "node:fs";
import { fuzzRuns, readScripts } from "@portcullis/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { predeclared } from "../builtins/builtins.js";
import { compile } from "../compile/compile.js";
import { evaluate } from "../runtime/evaluate.js";
import { defaultLimits } from "../runtime/limits.js";
import { SourceFile } from "../source/source-file.js";
import type { Value } from "../values/value.js";
import { buildInHost } from "./build.js";
import type { Fragment } from "./fragment.js";
import { js } from "./fragment.js";
import { JavaScriptGenerator } from "./generator.js";
import { operations } from "./operations.js";

interface Generated {
  readonly texts: readonly string[];
  readonly constants: readonly unknown[];
}

/** Everything that is generated for a policy while it runs. */
function generatedFor(text: string, globals: ReadonlyMap<string, Value> = new Map()): Generated {
  const texts: string[] = [];
  const constants: unknown[] = [];
  const generator = new JavaScriptGenerator((code, given) => {
    texts.push(code.text);
    constants.push(...given);
    return buildInHost(code, given);
  });
  const source = new SourceFile("x.sentinel", text);
  const { program } = compile(source, predeclared, { engine: "generated" }, generator);
  if (program !== undefined)
    evaluate(program, {
      findImport: () => ({ kind: "static", value: {} }),
      params: new Map(),
      globals,
      limits: { ...defaultLimits, steps: 500_000, elements: 100_000, textBytes: 1_000_000 },
      now: () => 0,
    });
  return { texts, constants };
}

const keywords = [
  ...["const", "let", "new", "return", "function", "if", "else", "for", "break", "continue"],
  ...["typeof", "instanceof", "true", "false", "null", "undefined"],
];

/** What generated code reads of the engine's own objects. */
const members = [
  ...["unit", "run", "budget", "cells", "parent", "isMap", "length", "copying"],
  ...["step", "value", "key", "push", "set", "force", "invoke", "list", "map", "leaveReturned"],
  "charge",
  "chargeElements",
];

const words = new Set([
  ...keywords,
  ...members,
  ...Object.keys(operations),
  ...["operations", "constants", "frame", "args", "container", "elements"],
]);

/** Comparisons of a type, and how a statement ended: the only strings there are. */
const strings = new Set(['"string"', '"boolean"', '"next"', '"return"']);

const token = /[ \n]+|[A-Za-z_$][\w$]*|"[^"]*"|\d+|[-+*/%=<>!&|?:;,.()[\]{}]/uy;

/** The first token of a text that generated code has no business to hold. */
function strangeToken(text: string): string | undefined {
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text)?.[0];
    if (found === undefined) return text.slice(at, at + 20);
    if (/^[ \n]|^\d|^[^\w"$]/.test(found) || strings.has(found) || words.has(found)) continue;
    if (!/^[ktvfl]\d+$/.test(found)) return found;
  }
  return undefined;
}

const hostile = [
  ...['"', "'", "`", "\\", "\n", "\r", "\u2028", "\u2029", "\0", "*/", "/*", "//", "<!--", "-->"],
  ...["${", "}", "]", ")", ";", "__proto__", "constructor", "eval", "process", "import", "\ud800"],
];

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary", maxLength: 5 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

/** The text as a literal of the policy language, where it can be one. */
const literalOf = (text: string): string => `"${text.replace(/[\\"\n]/g, "\\$&")}"`;

const identifier = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "arguments", "this", "eval", "k0", "t0", "frame"),
  fc.stringMatching(/^[a-zA-Z_ªµºßàéœΩжあ][\wªµºßàéœΩжあ٣]{0,40}$/u),
  fc.constant("x".repeat(50_000)),
);

describe("generated code", () => {
  it("consists of the generator's own words and of integers, whatever a policy holds", () => {
    let generated = 0;
    fc.assert(
      fc.property(hostileText, hostileText, identifier, fc.integer(), (one, two, name, int) => {
        const text = literalOf(one);
        const policy = `
          ${name} = {${text}: ${literalOf(two)}, "n": ${int}}
          f = func(${name}) { return ${name}.${name}.x[${text}] else ${int}.5 }
          for [${text}, ${int}] as ${name}_, b { ${name}["a"] = b is ${text} or ${text} in [b] }
          main = rule { f(${name}) is ${text} or ${name} matches ${text} or ${text} contains "x" }`;
        const { texts, constants } = generatedFor(policy, new Map([[name, { [one]: two }]]));
        for (const code of texts) expect(strangeToken(code)).toBeUndefined();
        if (texts.length === 0 || /\p{Surrogate}/u.test(one)) return;
        generated++;
        expect(constants).toContain(one);
      }),
      { numRuns: fuzzRuns(500) },
    );
    // Most of these texts are literals of the language, or the property would say nothing.
    expect(generated).toBeGreaterThan(100);
  }, 120_000);

  const testdata = new URL("../../testdata/", import.meta.url);
  it.each(readdirSync(testdata).filter((name) => name.endsWith(".sentinel")))(
    "consists of them for every construct: %s",
    (file) => {
      const scripts = readScripts(file, readFileSync(new URL(file, testdata), "utf8"));
      const codes = scripts.flatMap(({ text }) => generatedFor(text).texts);
      for (const code of codes) expect(strangeToken(code)).toBeUndefined();
      expect(codes.length).toBeGreaterThan(0);
    },
  );

  it("would be seen to hold anything else", () => {
    for (const text of ["t0 = password;", "t0 = 'a';", 't0 = "a";', "`", "t0 = /a/g;", "\u2028"])
      expect([text, strangeToken(text)]).not.toEqual([text, undefined]);
  });

  it("is made of fragments and integers, never of strings", () => {
    const given = "alert(1)" as unknown as Fragment;
    expect(() => js`t0 = ${given};`).toThrow("only plain integers");
    expect(() => js`t0 = ${{ text: "alert(1)" } as unknown as Fragment};`).toThrow();
    for (const number of [-1, 0.5, Number.NaN, 1e21]) expect(() => js`${number}`).toThrow();
  });

  it("is not made of what is too long or too deep for the host", () => {
    const many = `main = rule { [${"1, ".repeat(3000)}] is not empty }`;
    const deep = `main = rule { ${"not ".repeat(150)}true }`;
    for (const text of [many, deep])
      for (const code of generatedFor(text).texts) expect(code.length).toBeLessThan(2000);
  });
});
