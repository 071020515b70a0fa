import { describe, expect, it } from "vitest";
import { findAttribute } from "./hcl-body.js";
import { renderProblem } from "./hcl-problem.js";
import { findEntry, type HclValue } from "./hcl-value.js";
import { parseHcl } from "./parse-hcl.js";

function parseAttribute(text: string): HclValue {
  const { body, problems } = parseHcl("x.hcl", text);
  expect(problems).toEqual([]);
  const value = findAttribute(body, "a")?.value;
  if (value === undefined) throw new Error(`no attribute "a" in ${text}`);
  return value;
}

function renderProblems(text: string): string[] {
  const { source, problems } = parseHcl("x.hcl", text);
  return problems.map((problem) => renderProblem(source, problem));
}

describe("the end of the file", () => {
  it.each(["", " ", "\n", "# x", "// x", "/* x */", "\ufeff", "\ufeff# x\r\n"])(
    "an empty file: %j",
    (text) => expect(parseHcl("x.hcl", text)).toMatchObject({ problems: [], body: { items: [] } }),
  );

  it.each(["a = 1", "a = 1 ", "a = 1 # x", "a = 1 /* x */", "\ufeffa = 1"])(
    "may end the last attribute: %j",
    (text) => expect(parseAttribute(text)).toMatchObject({ kind: "number", value: 1 }),
  );

  it.each(["a {}", "a {\n}", "a { b = 1 }"])("may end the last block: %j", (text) => {
    expect(parseHcl("x.hcl", text)).toMatchObject({ problems: [], body: { items: [{}] } });
  });

  it.each([
    ["a = <<EOT\nx\nEOT", 'x.hcl:1:5: heredoc "EOT" is not closed'],
    ["a = <<EOT", 'x.hcl:1:5: "<<" must be followed by a marker and the end of the line'],
    ["a = [", "x.hcl:1:5: list is not closed before the end of the file"],
    ["a = [1 # x", "x.hcl:1:5: list is not closed before the end of the file"],
    ["a = {", "x.hcl:1:5: object is not closed before the end of the file"],
    ["a = {b", 'x.hcl:1:7: expected "=" or ":" after a key, found the end of the file'],
    ["a = (1", 'x.hcl:1:7: expected ")", found the end of the file'],
    ["a =", "x.hcl:1:4: expected a value, found the end of the file"],
    ["a = -", "x.hcl:1:6: expected a value, found the end of the file"],
    ['a = "x', "x.hcl:1:5: string is not closed on its line"],
    ['a = "x\\', "x.hcl:1:5: string is not closed on its line"],
    ["a {", 'x.hcl:1:3: block "a" is not closed before the end of the file'],
    ["a { b = 1", 'x.hcl:1:3: block "a" is not closed before the end of the file'],
    ["a /*", "x.hcl:1:3: comment is not closed"],
  ])("leaves %j unfinished", (text, want) => expect(renderProblems(text)).toEqual([want]));
});

describe("line breaks", () => {
  it("may be \\r\\n, which does not become part of anything but heredocs", () => {
    const value = parseAttribute("a = {\r\n  b = 1\r\n  c = <<-EOT\r\n    x\r\n    EOT\r\n}\r\n");
    expect(value).toMatchObject({
      entries: [{ value: { value: 1 } }, { value: { value: "x\r\n" } }],
    });
  });

  it.each([
    ["a = 1\rb = 2", "x.hcl:1:6: carriage return without a line feed"],
    ["a = <<EOT\nx\ry\nEOT\n", "x.hcl:2:2: carriage return without a line feed"],
    ["a = <<-EOT\n  \r  x\nEOT\n", "x.hcl:2:3: carriage return without a line feed"],
    ["a = <<EOT\nx\n\rEOT\nEOT\n", "x.hcl:3:1: carriage return without a line feed"],
  ])("are never \\r alone: %j", (text, want) => expect(renderProblems(text)).toEqual([want]));

  it("may be \\r alone in a comment, which goes on behind it", () => {
    expect(parseHcl("x.hcl", "# x\ra = 1\n")).toMatchObject({ problems: [], body: { items: [] } });
  });
});

describe("Unicode", () => {
  it("brings values and keys into normal form C, and leaves other names as they are", () => {
    const decomposed = "e\u0301";
    expect(parseAttribute(`a = "${decomposed}"`)).toMatchObject({ value: "\u00e9" });
    expect(parseAttribute('a = "e\\u0301"')).toMatchObject({ value: "\u00e9" });
    expect(parseAttribute(`a = <<E\n${decomposed}\nE\n`)).toMatchObject({ value: "\u00e9\n" });
    const keys = parseAttribute(`a = { ${decomposed} = 1, "${decomposed}" = 2 }`);
    expect(keys).toMatchObject({
      entries: [{ key: { text: "\u00e9" } }, { key: { text: "\u00e9" } }],
    });
    expect(parseHcl("x.hcl", `${decomposed} "${decomposed}" ${decomposed} {}`).body).toMatchObject({
      items: [{ type: { text: decomposed }, labels: [{ text: decomposed }, { text: decomposed }] }],
    });
  });

  it("takes letters of all scripts as names", () => {
    const { body, problems } = parseHcl("x.hcl", "日本 = 1\nπ2-x = 2\n𝒳 = 3\n");
    expect(problems).toEqual([]);
    expect(body.items).toMatchObject([
      { name: { text: "日本" } },
      { name: { text: "π2-x" } },
      { name: { text: "𝒳" } },
    ]);
  });

  it("indents heredocs by all white space of Unicode", () => {
    expect(parseAttribute("a = <<-E\n\u00a0\u2003x\n\u2003 y\n\u3000E\n")).toMatchObject({
      value: "x\ny\n",
    });
  });
});

describe("spans", () => {
  it("cover each node exactly", () => {
    const text = 'p "q" r { b = (1) }\nc = [ -2, "x", { k = null } ]\n';
    const { body } = parseHcl("x.hcl", text);
    const spanned = (node: unknown): string[] => {
      if (typeof node !== "object" || node === null) return [];
      const inner = Object.values(node).flatMap(spanned);
      if (!("start" in node && "end" in node)) return inner;
      return [text.slice(Number(node.start), Number(node.end)), ...inner];
    };
    expect(spanned(body)).toEqual([
      text,
      'p "q" r { b = (1) }',
      "p",
      '"q"',
      "r",
      " b = (1) ",
      "b = (1)",
      "b",
      "(1)",
      'c = [ -2, "x", { k = null } ]',
      "c",
      '[ -2, "x", { k = null } ]',
      "-2",
      '"x"',
      "{ k = null }",
      "k",
      "null",
    ]);
  });
});

it("the span of a heredoc ends with the line of its closing marker, without the line break", () => {
  const heredoc = "<<E\r\nx\r\n  E";
  const value = parseAttribute(`a = ${heredoc}\r\n`);
  expect(value).toMatchObject({ start: 4, end: 4 + heredoc.length });
});

describe("the span of a problem", () => {
  it.each([
    ["a = 'x'", "'"],
    ["a = `x`", "`"],
    ["a = 1;", ";"],
    ["a = \u201cx\u201d", "\u201c"],
    ["a = 1 \u{1f600}", "\u{1f600}"],
    ["a = 1\rb", "\r"],
    ["a = <<E\nx\ry\nE\n", "\r"],
    ["a /* x", "/*"],
    ['a = "xy\nb', '"xy'],
    ['a = "\\q"', "\\q"],
    ['a = "\\u12x"', "\\u12"],
    ['a = "\\ud800"', "\\ud800"],
    ['a = "x%{y}"', "%{"],
    ["a = <<-E x\nE\n", "<<-E"],
    ["a = <<EOT\nx", "<<EOT"],
    ["a = [0x10]", "0x10"],
    ["a = 10\u{1d4b3}y", "10\u{1d4b3}y"],
    ["a = -1e999", "1e999"],
    ["a = true.x", "."],
    ["a = True", "True"],
    ["a = [x.y.z]", "x.y.z"],
    ["a = x.*", "x"],
    ["a = f (1)", "f"],
    ["a = [for x in y]", "for"],
    ['a = 1 + "x"', '"x"'],
    ["a = [] >= 2", "[]"],
    ["a = 1 || 2", "1"],
    ["a = 1 ? 2 : 3", "1"],
    ["a = 1 & 2", "&"],
    ["a = [1 / 0]", "1 / 0"],
    ["a = true ? 1 : []", "1 : []"],
    ["a = [][0]", "["],
    ["a = [][*]", "[*]"],
    ["a = [].x", "."],
    ["a = [].*", ".*"],
    ['a = [-"x"]', '-"x"'],
    ["a = [1", "["],
    ["a = {", "{"],
    ["a = { null.x = 1 }", "null.x"],
    ["a = { [ ] = 1 }", "[ ]"],
    ["a = { 1e99 = 1 }", "1e99"],
    ["a = 1 bc = 2", "bc"],
    ["a = 1 22", "22"],
    ['a = 1 "x"', '"'],
    ["a =\n", ""],
    ["}", "}"],
    ['"a" = 1', '"'],
    ["a : 1", ":"],
    ["a b = 1", "="],
    ["a = 1\nab = 2\nab = 3", "ab"],
    ["a { bc {} }", "bc"],
    ["a {", "{"],
  ])("in %j is %j", (text, want) => {
    const [problem] = parseHcl("x.hcl", text).problems;
    expect(text.slice(problem?.start, problem?.end)).toBe(want);
    expect(problem).toBeDefined();
  });
});

describe("what is left of a file with problems", () => {
  it("is all that was read before the first one that ends the reading", () => {
    const { body, problems } = parseHcl("x.hcl", "a = 1\na = 2\nb = 3\nc = var.x\nd = 4\n");
    expect(problems.map(({ code }) => code)).toEqual(["duplicate-attribute", "reference"]);
    expect(body.items).toMatchObject([{ name: { text: "a" } }, { name: { text: "b" } }]);
  });

  it("lists problems in the order of their places", () => {
    const { problems } = parseHcl("x.hcl", 'a = [-"\\x", "\\y"\n');
    expect(problems.map(({ code }) => code)).toEqual([
      "unclosed-list",
      "wrong-operand",
      "invalid-escape",
      "invalid-escape",
    ]);
  });
});

describe("messages repeat the text of the file", () => {
  it("cut to a bounded length", () => {
    expect(renderProblems(`a = ${"x".repeat(1000)}`)).toEqual([
      `x.hcl:1:5: "${"x".repeat(60)}..." refers to another value, but only constant values are allowed here`,
    ]);
  });

  it("without invisible characters and line breaks", () => {
    expect(renderProblems("a = \u202e")).toEqual([
      'x.hcl:1:5: character "U+202E" has no meaning here',
    ]);
    expect(renderProblems('a = "\\\u2028"')).toEqual([
      'x.hcl:1:6: "\\U+2028" is not an escape sequence',
    ]);
  });
});

describe("looking things up", () => {
  const { body } = parseHcl("x.hcl", "a = { x = 1, __proto__ = 2, x = 3 }\nb {}\n");

  it("finds an attribute, but no block", () => {
    expect(findAttribute(body, "a")).toMatchObject({ kind: "HclAttribute", start: 0 });
    expect(findAttribute(body, "b")).toBeUndefined();
    expect(findAttribute(body, "constructor")).toBeUndefined();
  });

  it("finds the last entry of a key", () => {
    const value = findAttribute(body, "a")?.value;
    if (value?.kind !== "object") throw new Error("not an object");
    expect(findEntry(value, "x")?.value).toMatchObject({ text: "3" });
    expect(findEntry(value, "__proto__")?.value).toMatchObject({ text: "2" });
    expect(findEntry(value, "toString")).toBeUndefined();
  });
});
