import { describe, expect, it } from "vitest";
import { type Diagnostic, renderDiagnostic } from "./diagnostic.js";
import { SourceFile } from "./source-file.js";

function diagnosticAt(text: string, start: number, end: number, hint?: string): Diagnostic {
  const file = new SourceFile("main.sentinel", text);
  const location = { file, span: { start, end } };
  return { code: "test", message: "it is wrong", location, ...(hint ? { hint } : {}) };
}

describe("renderDiagnostic", () => {
  it("shows the place, the line, a caret under the span and the hint", () => {
    expect(renderDiagnostic(diagnosticAt("a = 1\nb = oops\n", 10, 14, "mend it"))).toBe(
      [
        "main.sentinel:2:5: it is wrong",
        "  2 | b = oops",
        "          ^^^^",
        "  hint: mend it",
      ].join("\n"),
    );
  });

  it("keeps the caret under its character behind tabs and wide characters", () => {
    const [, line, caret] = renderDiagnostic(diagnosticAt("\té😀 x", 5, 6)).split("\n");
    expect(line).toBe("  1 | \té😀 x");
    expect(caret).toBe("      \t   ^");
  });

  it("shows a window of a long line", () => {
    const rendered = renderDiagnostic(
      diagnosticAt(`${"a".repeat(500)}!${"b".repeat(500)}`, 500, 501),
    );
    const [, line = "", caret = ""] = rendered.split("\n");
    expect(line.length).toBeLessThan(140);
    expect(line.charAt(caret.indexOf("^"))).toBe("!");
  });

  it("stays on one line for a span of several", () => {
    const [, , caret] = renderDiagnostic(diagnosticAt("a = [\n1\n]", 4, 9)).split("\n");
    expect(caret).toBe("          ^");
  });
});

describe("SourceFile", () => {
  it("counts lines and columns from 1 in characters, offsets from 0 in bytes", () => {
    const file = new SourceFile("x", "é\n😀b");
    expect(file.positionAt(0)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(file.positionAt(4)).toEqual({ line: 2, column: 2, offset: 7 });
    expect(file.positionAt(5)).toEqual({ line: 2, column: 3, offset: 8 });
  });
});
