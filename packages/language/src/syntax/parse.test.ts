import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderDiagnosticLine } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import type { AssignStatement, File } from "./ast.js";
import { parse } from "./parse.js";
import { keywords, punctuation, wordOperators } from "./token.js";
import { forEachChild, type Node } from "./walk.js";

function parseText(text: string): File {
  const { file, diagnostics } = parse(new SourceFile("main.sentinel", text));
  if (file === undefined) throw new Error(renderDiagnosticLine(diagnostics[0]));
  return file;
}

const sample = `# What the policy is for,
# in two lines.

# Imports
import "tfplan/v2" as tfplan

# The largest number.
param max default 3

/* Not above anything. */

# Counts.
#
# A second paragraph.
counts = rule when max > 1 {
	all tfplan.resource_changes as address, rc {
		length(rc.change.after.tags["x"][1:2] else []) <= -max and (rc.type in ["a", "b"])
	}
}

func f(a, b) {
	for a as _, v {
		if v is not defined { continue } else { x[v] += { "k": b }[v] }
	}
	case a { when 1, 2: return 1; else: return func() { return 2 } }
}

main = rule { counts } # behind, not above
`;

describe("parse", () => {
  it("gives every node the text it stands for, within its parent's", () => {
    const check = (node: Node, parent: { start: number; end: number }): void => {
      expect(node.span.start).toBeGreaterThanOrEqual(parent.start);
      expect(node.span.end).toBeLessThanOrEqual(parent.end);
      expect(node.span.end).toBeGreaterThanOrEqual(node.span.start);
      forEachChild(node, (child) => check(child, node.span));
    };
    const file = parseText(sample);
    for (const statement of file.statements) check(statement, file.span);
    const rule = file.statements[0] as AssignStatement;
    expect(sample.slice(rule.value.span.start, rule.value.span.end)).toMatch(/^rule when .*\n}$/s);
  });

  it("takes the first comments for the description of the policy", () => {
    expect(parseText(sample).description).toBe("What the policy is for,\nin two lines.");
    expect(parseText('import "a"\n# later\nmain = true\n').description).toBe("");
  });

  it("takes the comments directly above a rule for its description", () => {
    const [counts, , main] = parseText(sample).statements as AssignStatement[];
    expect(counts?.description).toBe("Counts.\n\nA second paragraph.");
    expect(main?.description).toBe("");
    expect(parseText(sample).params[0]?.description).toBe("The largest number.");
  });

  it("never fails but with a diagnostic, whatever the text", () => {
    const words = [...keywords, ...wordOperators, ...punctuation, "x", "1", '"s"', "\n", "as", "#"];
    const tokens = fc.array(fc.constantFrom(...words), { maxLength: 60 });
    const texts = fc.oneof(
      tokens.map((list) => list.join(" ")),
      fc.string({ unit: "binary" }),
      fc
        .tuple(fc.nat(sample.length), fc.nat(10), fc.constantFrom(...words))
        .map(([at, length, word]) => sample.slice(0, at) + word + sample.slice(at + length)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { file, diagnostics } = parse(new SourceFile("main.sentinel", text));
        expect(file === undefined).toBe(diagnostics.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["brackets", "main = ", "(", "1", ")"],
    ["lists", "main = ", "[", "", "]"],
    ["unary operators", "main = ", "not ", "true", ""],
    ["maps", "main = ", '{"a": ', "1", "}"],
    ["functions", "main = ", "func() { return ", "1", "}"],
    ["blocks", "", "if true { ", "", "}"],
    ["else branches", "", "if true { } else ", "if true { }", ""],
    ["operators", "main = ", "1 + ", "1", ""],
    ["selectors", "main = a", ".b", "", ""],
    ["comparisons", "main = 1", " is 1", "", ""],
  ])("refuses %s that nest without end", (_, before, open, inner, close) => {
    const text = `${before}${open.repeat(20_000)}${inner}${close.repeat(20_000)}\n`;
    const { diagnostics } = parse(new SourceFile("main.sentinel", text));
    expect(diagnostics[0]?.code).toBe("nesting-too-deep");
  });
});
