import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../source/source-file.js";
import type { File } from "../syntax/ast.js";
import { parse } from "../syntax/parse.js";
import { format } from "./format.js";
import { readItems } from "./item.js";

// What holds for every source: formatting is idempotent, keeps every comment and changes nothing of
// the tree but positions; a source that does not parse is reported.

const parsed = (text: string): File | undefined => parse(new SourceFile("x.sentinel", text)).file;

/** The tree without its positions, its comments as they count: without white space around lines. */
function shape(file: File | undefined): unknown {
  return JSON.parse(
    JSON.stringify(file, (key, value: unknown) => {
      if (key === "span" || key.endsWith("Span") || key === "height") return undefined;
      if (key === "comments") return (value as File["comments"]).map(({ text }) => lines(text));
      return typeof value === "bigint" ? `${value}n` : value;
    }),
  );
}

const lines = (comment: string): string[] => comment.split("\n").map((line) => line.trimEnd());

/** Returns whether the text parses; fails when formatting it breaks a promise. */
function checkFormat(text: string): boolean {
  const file = parsed(text);
  const { text: formatted, diagnostics } = format(new SourceFile("x.sentinel", text));
  expect(formatted === undefined).toBe(file === undefined);
  if (formatted === undefined) {
    expect(diagnostics.length).toBe(1);
    return false;
  }
  expect(shape(parsed(formatted))).toEqual(shape(file));
  expect(format(new SourceFile("x.sentinel", formatted)).text).toBe(formatted);
  return true;
}

const name = fc.constantFrom("a", "bb", "résumé", "_", "defined", "values");
const literal = fc.constantFrom("1", "0x1F", "2.5", ".5", '"s"', '"é\\n"', "`raw\n  \n`", "true");
const binary = fc.constantFrom("and", "or", "==", "is not", "not in", "else", "+", "-", "%", "<=");

/** Programs as token texts; `~` marks a place where white space or a comment may be of any kind. */
const { statement } = fc.letrec<{ expression: string; statement: string; block: string }>((tie) => {
  const expression = tie("expression");
  const list = fc.array(expression, { maxLength: 4 });
  const separated = (parts: readonly string[]) => parts.map((part) => `${part},~`).join("");
  const pairs = fc.array(fc.tuple(expression, expression), { maxLength: 4 });
  const block = tie("block");
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      name,
      literal,
      fc.tuple(expression, binary, expression).map(([a, op, b]) => `${a} ${op}~${b}`),
      fc.tuple(fc.constantFrom("-", "!", "not"), name).map(([op, a]) => `${op}~${a}`),
      expression.map((a) => `(~${a})`),
      list.map((elements) => `[~${separated(elements)}]`),
      pairs.map((all) => `{~${separated(all.map(([k, v]) => `${k} :~${v}`))}}`),
      fc.tuple(name, list).map(([f, args]) => `${f}(~${separated(args)})`),
      fc.tuple(name, name, expression).map(([a, b, i]) => `${a} .~${b} [~${i} :~]`),
      fc.tuple(name, expression, expression).map(([x, c, b]) => `any~${c} as~${x} {~${b}~}`),
      expression.map((e) => `${e} is~not~empty`),
      block.map((b) => `func (~a,~b) ${b}`),
    ),
    block: fc
      .array(tie("statement"), { maxLength: 3 })
      .map((statements) => `{~${statements.map((each) => `${each};~`).join("")}}`),
    statement: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.tuple(name, expression).map(([x, e]) => `${x} =~${e}`),
      fc.tuple(name, expression).map(([x, e]) => `${x} =~rule when~${x} {~${e}~}`),
      fc.tuple(expression, block).map(([e, b]) => `if~(${e}) ${b}`),
      fc.tuple(expression, block, block).map(([e, a, b]) => `if (~${e}) ${a} else~${b}`),
      fc.tuple(expression, block).map(([e, b]) => `for (~${e}) as~k,~v ${b}`),
      fc
        .tuple(expression, fc.array(tie("statement"), { maxLength: 2 }))
        .map(([e, all]) => `case {~when~${e}:~${all.map((each) => `${each};~`).join("")}~}`),
    ),
  };
});
const gap = fc.constantFrom(
  " ",
  "\n",
  " # c \n",
  "\t",
  "\n\n\n",
  " /* c */",
  "/* c\n d */\n",
  "  //\n",
);
const program = fc
  .tuple(fc.array(statement, { maxLength: 5 }), fc.infiniteStream(gap))
  .map(([statements, gaps]) =>
    statements
      .map((each) => `${each};~`)
      .join("")
      .replaceAll(/;?~/g, (mark) => {
        const { value } = gaps.next();
        // A line end may take the place of a semicolon.
        return mark === "~" || value.startsWith("\n") ? value : `;${value}`;
      }),
  );

describe("format", () => {
  it("keeps its promises for generated programs", () => {
    let parses = 0;
    fc.assert(
      fc.property(program, (text) => {
        if (checkFormat(text)) parses++;
      }),
      { numRuns: 300 },
    );
    // A generator that makes little but syntax errors would prove nothing.
    expect(parses).toBeGreaterThan(250);
  });

  const folder = new URL("../../testdata/", import.meta.url);
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith(".sentinel"))
    .flatMap((file) => readFileSync(new URL(file, folder), "utf8").split("---\n"))
    .filter((text) => parsed(text) !== undefined);

  it("keeps its promises for written programs", () => {
    for (const text of sources) checkFormat(text);
  });

  it("keeps its promises for programs with other white space between tokens", () => {
    let parses = 0;
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.infiniteStream(gap), (text, gaps) => {
        let mutated = "";
        for (const item of readItems(new SourceFile("x.sentinel", text))) {
          const { value } = gaps.next();
          // Where a line ended, one ends still; elsewhere one ends in one of eight places.
          const isKept = !value.includes("\n") || mutated.length % 8 === 0;
          mutated += (isKept ? value : " ") + (item.lineBreaks > 0 ? "\n" : "") + item.text;
        }
        if (checkFormat(mutated)) parses++;
      }),
      { numRuns: 200 },
    );
    expect(parses).toBeGreaterThan(40);
  });

  it("keeps its promises for programs with characters lost, doubled and changed", () => {
    const edit = fc.tuple(
      fc.nat(),
      fc.constantFrom("", " ", "\n", "{", "}", ",", "-", "#", "(", "`"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(edit, { maxLength: 4 }), (text, edits) => {
        let mutated = text;
        for (const [place, replacement] of edits) {
          const at = place % Math.max(1, mutated.length);
          mutated = mutated.slice(0, at) + replacement + mutated.slice(at + 1);
        }
        checkFormat(mutated);
      }),
      { numRuns: 200 },
    );
  });
});
