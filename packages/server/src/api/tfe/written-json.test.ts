import { expect, it } from "vitest";
import { stringifyWritten, WrittenJson } from "./written-json.js";

it("is what JSON.stringify makes of a document, with written parts as they are", () => {
  const plain = { a: [1, null, true, '\u2028"', { __proto__: 1 }], gone: undefined, "b\n": {} };
  expect(stringifyWritten(plain)).toBe(JSON.stringify(plain));
  const big = new WrittenJson('{"int":9223372036854775807}');
  expect(stringifyWritten({ traces: [big, "x"] })).toBe(
    '{"traces":[{"int":9223372036854775807},"x"]}',
  );
});
