import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderProblem } from "./hcl-problem.js";
import { MAX_INPUT_LENGTH } from "./limits.js";
import { type HclFile, parseHcl } from "./parse-hcl.js";

const testdata = new URL("../testdata/", import.meta.url);
const seeds = readdirSync(testdata, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:hcl|cases)$/.test(name))
  .map((name) => readFileSync(new URL(name, testdata), "utf8"));

const tokens = [
  ..."{}[]()=:,.+-*/%?!<>&|^$\"'\\`#;@~\n\r\t ",
  ...["a", "for", "true", "null", "1", "1e5", "<<E\n", "<<-E\n", "E\n", "${", "%{", "$${", "/*"],
  ...[
    "*/",
    "//",
    "\r\n",
    "é",
    "😀",
    "\ud800",
    "\u00a0",
    "\ufeff",
    "\u2028",
    "\0",
    "\\u00e9",
    "\\q",
  ],
];

/** What holds for the result of every text. */
function expectSound({ source, problems }: HclFile): void {
  const { length } = source.text;
  let last = 0;
  for (const problem of problems) {
    expect(problem.start).toBeGreaterThanOrEqual(last);
    expect(problem.end).toBeGreaterThanOrEqual(problem.start);
    expect(problem.end).toBeLessThanOrEqual(length);
    expect(renderProblem(source, problem)).toMatch(/^f:\d+:\d+: \P{C}{1,400}$/u);
    last = problem.start;
  }
}

describe("any text gives a result", () => {
  it("of characters", () => {
    const texts = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(fc.property(texts, (text) => expectSound(parseHcl("f", text))));
  });

  it("of the pieces that files are made of", () => {
    const texts = fc.array(fc.constantFrom(...tokens), { maxLength: 60 });
    const property = fc.property(texts, (parts) => expectSound(parseHcl("f", parts.join(""))));
    fc.assert(property, { numRuns: 3000 });
  });

  it("made of a valid one by cutting, inserting and repeating", () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(12),
      insert: fc.constantFrom("", ...tokens),
    });
    const texts = fc
      .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 5 }))
      .map(([seed, edits]) =>
        edits.reduce((text, { at, cut, insert }) => {
          const start = Math.floor(at * text.length);
          return text.slice(0, start) + insert + text.slice(start + cut);
        }, seed),
      );
    fc.assert(
      fc.property(texts, (text) => expectSound(parseHcl("f", text))),
      { numRuns: 1500 },
    );
  });
});

describe("the longest texts take time in proportion to their length", () => {
  const fill = (piece: string) => piece.repeat(Math.floor(MAX_INPUT_LENGTH / piece.length));
  const wrap = (head: string, piece: string) => (head + fill(piece)).slice(0, MAX_INPUT_LENGTH);

  it.each([
    ["open comments", fill("/*")],
    ["closed comments", fill("/**/")],
    ["open strings", fill('a="')],
    ["dollar signs", wrap('a="', "$")],
    ["escapes", wrap('a="', "\\n")],
    ["heredoc starts", fill("a=<<E\n")],
    ["heredocs", wrap("a=[", "<<E\nE\n,")],
    ["heredoc lines of white space", wrap("a=<<-E\n", " \n")],
    ["one heredoc line of white space", wrap("a=<<-E\n", " ")],
    ["zeros in a number", wrap("a=1", "0")],
    ["zeros in a key", wrap("a={1.", "0")],
    ["a dotted name", wrap("a=b", ".b")],
    ["distinct attributes", Array.from({ length: 200_000 }, (_, i) => `a${i}=1`).join("\n")],
    ["equal attributes", fill("a=1\n")],
    ["equal keys", wrap("a={", "b=1,")],
    ["labels", wrap("a ", "b ")],
    ["brackets", wrap("a=", "[")],
    ["marks for composition", wrap('a="', "\u0315\u0300\u05ae")],
  ])("%s", (_, text) => {
    const start = performance.now();
    expectSound(parseHcl("f", text));
    // Each takes well under a second; a quadratic step would take minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
