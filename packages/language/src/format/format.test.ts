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

  it("reports a syntax error instead of a text", () => {
    const { text, diagnostics } = format(new SourceFile("main.sentinel", "a = = 1\n"));
    expect(text).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["assignment-in-condition"]);
  });
});
