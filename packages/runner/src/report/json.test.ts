import { compilePolicy, evaluate, SourceFile } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { createHost, emptyEnvironment } from "../environment.js";
import { compactJsonText, jsonText, toJson } from "./json.js";

function jsonOf(expression: string, before = ""): string {
  const text = `${before}\nvalue = rule { ${expression} }\nmain = value is defined\n`;
  const { program } = compilePolicy(new SourceFile("main.sentinel", text));
  if (program === undefined) throw new Error(text);
  const { rules } = evaluate(program, createHost(emptyEnvironment, new Map()));
  return jsonText(toJson(rules[0]?.value ?? null));
}

describe("a value in a JSON trace", () => {
  it("keeps every bit of an int", () => {
    const ints = "[9007199254740993, -9223372036854775808, 9223372036854775807, 7]";
    expect(jsonOf(ints).replace(/\s+/g, " ")).toBe(
      "[ 9007199254740993, -9223372036854775808, 9223372036854775807, 7 ]",
    );
  });

  it("has the keys of maps in byte order, those that look like ints as well", () => {
    const text = jsonOf('{"b": 1, 9: 2, "10": 3, "B": 4, true: 5, "__proto__": 6}');
    expect(text.match(/"\w+"/g)).toEqual(['"10"', '"9"', '"B"', '"__proto__"', '"b"', '"true"']);
  });

  it("is laid out as JSON usually is", () => {
    const text = jsonOf('{"a": [1.5, {}, []], "b": "x\\n"}');
    expect(text).toBe(JSON.stringify({ a: [1.5, {}, []], b: "x\n" }, undefined, 2));
  });

  it("is the same without blanks where only programs read it", () => {
    const json = {
      a: [1.5, {}, [], 9223372036854775807n],
      b: new Map([
        ["2", null],
        ["1", "x y"],
      ]),
    };
    expect(compactJsonText(json)).toBe(
      '{"a":[1.5,{},[],9223372036854775807],"b":{"2":null,"1":"x y"}}',
    );
  });

  it("has null for what JSON cannot hold", () => {
    expect(JSON.parse(jsonOf("[undefined, null, 1 / zero, length]", "zero = 0.0"))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    ["a long list that holds itself", "l = range(1000000)\nl[0] = l"],
    ["a list that holds itself at the end", "l = range(1000)\nl[999] = l"],
    [
      "a list of lists of one list",
      "l = range(3000)\nl = [l, l]\nfor range(16) as _ { l = [l, l] }",
    ],
    [
      "one long text many times",
      's = "0123456789"\nfor range(16) as _ { s += s }\nl = map range(1000) as _ { s }',
    ],
  ])("ends early if it is %s", (_, before) => {
    const text = jsonOf("l", before);
    expect(text.length).toBeLessThan(64 * 1024 * 1024);
    expect(() => JSON.parse(text)).not.toThrow();
  });
});
