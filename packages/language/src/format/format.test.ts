import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../source/source-file.js";
import { format } from "./format.js";

// Cases typed from the layout rules of the language's `fmt` command, as observed on public policy
// libraries: a file a rule. Chunks are cut by lines of three dashes and begin with a line that says
// what they show; `===` divides source from result, and without it the chunk must stay as it is.

const testdata = new URL("../../testdata/format/", import.meta.url);

const formatted = (text: string): string | undefined =>
  format(new SourceFile("main.sentinel", text)).text;

for (const name of readdirSync(testdata)) {
  describe(name, () => {
    for (const chunk of readFileSync(new URL(name, testdata), "utf8").split("---\n")) {
      const [title = "", ...lines] = chunk.split("\n");
      const [source = "", result = source] = lines.join("\n").split("===\n");
      it(title.replace("# ", ""), () => {
        expect(formatted(source)).toBe(result);
        expect(formatted(result)).toBe(result);
      });
    }
  });
}

describe("format", () => {
  it("ends a text with one newline, and leaves an empty one empty", () => {
    expect(formatted("a = 1")).toBe("a = 1\n");
    expect(formatted("a = 1\n\n \n")).toBe("a = 1\n");
    expect(formatted("\n \n")).toBe("");
    expect(formatted("\n\n# only this")).toBe("# only this\n");
  });

  it("turns line ends of Windows into plain ones, except within strings", () => {
    expect(formatted("\ufeffa = 1\r\n# b \r\n/* c\r\nd */\r\n")).toBe("a = 1\n# b\n/* c\nd */\n");
    expect(formatted("a = `x\r\ny`\r\n")).toBe("a = `x\r\ny`\n");
  });

  it("takes long lines, long columns and deep trees", () => {
    const numbers = Array.from({ length: 50_000 }, (_, index) => index);
    const line = `a = [${numbers.join(", ")}]\n`;
    expect(formatted(line)).toBe(line);
    const pairs = `a = {\n${numbers.map((number) => `\t${number + 1e6}: 1, # x\n`).join("")}}\n`;
    expect(formatted(pairs)).toBe(pairs);
    const tall = `a = ${"a + ".repeat(900)}a\n`;
    expect(formatted(tall)).toBe(tall);
    const deep = `a = ${"[".repeat(200)}${"]".repeat(200)}\n`;
    expect(formatted(deep)).toBe(deep);
  });

  it("lets no column grow beyond its limit", () => {
    const keys = [20, 70, 250, 499].map((width) => `\t"${"k".repeat(width - 2)}": 1,\n`);
    const wide = `\t"${"k".repeat(1000)}": 1,\n`;
    const [first = ""] =
      formatted(`a = {\n${keys.join("")}${wide}}\n`)
        ?.split("\n")
        .slice(1) ?? [];
    expect(first.length).toBe('\t"":'.length + 497 + " 1,".length);
    const comment = `a = 1 # c\nb = "${"s".repeat(1000)}" # c\n`;
    expect(formatted(comment)).toBe(comment);
  });

  it("reports a syntax error instead of a text", () => {
    const { text, diagnostics } = format(new SourceFile("main.sentinel", "a = = 1\n"));
    expect(text).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["assignment-in-condition"]);
  });
});
