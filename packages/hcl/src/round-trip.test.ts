import fc from "fast-check";
import { expect, it } from "vitest";
import { findAttribute } from "./hcl-body.js";
import type { HclValue } from "./hcl-value.js";
import { parseHcl } from "./parse-hcl.js";

/** A value to print, with objects as lists of pairs, because keys may repeat. */
type Plain = string | { number: string } | boolean | null | Plain[] | { pairs: [string, Plain][] };

/** Picks one of the ways to write the same thing. */
type Choose = <Way>(...ways: [Way, ...Way[]]) => Way;

const numbers = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => String(double)),
);
const strings = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(...'$%{}\\"\n\r \tE') }),
  )
  .map((text) => text.normalize("NFC"));

const { value: values } = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    strings,
    numbers.map((number) => ({ number })),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc
      .array(
        fc.tuple(fc.oneof(strings, fc.constantFrom("__proto__", "for", "a-b")), tie("value")),
        {
          maxLength: 4,
        },
      )
      .map((pairs) => ({ pairs })),
  ),
}));

function printValue(value: Plain, choose: Choose, linesMatter: boolean): string {
  const space = () =>
    choose("", " ", "/* x */", linesMatter ? "\t" : "\n", linesMatter ? "" : "# x\n");
  const wrap = (text: string) => choose(text, text, text, `(${choose("", "\n")}${text} )`);
  if (value === null || typeof value === "boolean") return wrap(String(value));
  if (typeof value === "string") return printString(value, choose);
  if (Array.isArray(value)) {
    const items = value.map((item) => space() + printValue(item, choose, false) + space());
    return `[${items.join(",")}${items.length > 0 ? choose("", ",") : ""}${choose("", "\n")}]`;
  }
  if ("number" in value) return wrap(value.number);
  const entries = value.pairs.map(
    ([key, item]) =>
      `${printKey(key, choose)}${choose("", " ")}${choose("=", ":")} ${printValue(item, choose, true)}`,
  );
  const separator = choose("\n", " # x\n", ",\n", "\r\n\n");
  return `{${choose("", "\n")}${entries.join(separator)}${choose("", " ", "\n")}}`;
}

function printKey(key: string, choose: Choose): string {
  const isName = /^[A-Za-z_][\w-]*$/.test(key) && key !== "for";
  const quoted = printQuoted(key, choose);
  return isName ? choose(key, quoted) : choose(quoted, `(${quoted})`);
}

function printString(text: string, choose: Choose): string {
  // A heredoc cannot hold every text, and ends its line, so that it needs parentheses around it.
  const isHeredoc = text.endsWith("\n") && !text.includes("\r") && !/^\s*EOT\s*$/m.test(text);
  const quoted = printQuoted(text, choose);
  return isHeredoc ? choose(quoted, `(<<EOT\n${escapeMarks(text)}EOT\n)`) : quoted;
}

function printQuoted(text: string, choose: Choose): string {
  const escaped = escapeMarks(text.replace(/[\\"]/g, "\\$&"))
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", choose("\t", "\\t", "\\u0009"));
  return `"${escaped}"`;
}

function escapeMarks(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}

function toPlain(value: HclValue | undefined): Plain | undefined {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case "string":
    case "bool":
      return value.value;
    case "null":
      return null;
    case "number":
      expect(value.value).toBe(Number(value.text));
      return { number: value.text };
    case "list":
      return value.items.map((item) => toPlain(item) ?? null);
    case "object":
      return {
        pairs: value.entries.map(({ key, value: item }) => [key.text, toPlain(item) ?? null]),
      };
  }
}

it("a value printed in any of its ways is read back as it was", () => {
  fc.assert(
    fc.property(values, fc.infiniteStream(fc.nat(1000)), (value, stream) => {
      const choose: Choose = (...ways) => ways[(stream.next().value ?? 0) % ways.length] ?? ways[0];
      const text = `a = ${printValue(value, choose, true)}\n`;
      const { body, problems } = parseHcl("x.hcl", text);
      expect(problems).toEqual([]);
      expect(toPlain(findAttribute(body, "a")?.value)).toEqual(value);
    }),
    { numRuns: 3000 },
  );
});
