import { parseJson, type Value } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { renderValue } from "./value-text.js";

function render(json: string): string {
  return renderValue(parseJson(json).value as Value).join("\n");
}

describe("renderValue", () => {
  it("shows one element a line, nested by two spaces, without commas", () => {
    expect(render('{"a": [1, 1.5, []], "b": {"c": "x"}, "d": {}}')).toBe(`{
  "a": [
    1
    1.500000
    []
  ]
  "b": {
    "c": "x"
  }
  "d": {}
}`);
  });

  it("cuts what is long", () => {
    const lines = render(JSON.stringify(Array.from({ length: 10_000 }, (_, i) => i))).split("\n");
    expect(lines.length).toBe(502);
    expect(lines.slice(-2)).toEqual(["  ...", "]"]);
    expect(render(JSON.stringify("x".repeat(5000)))).toBe(`"${"x".repeat(2000)}"...`);
  });

  it("ends for a value of any depth", () => {
    expect(render("[".repeat(900) + "]".repeat(900))).toContain("[...]");
  });
});
