import { expect, it } from "vitest";
import { mergeWarnings, renderMultiError, renderWarnings } from "./answers.js";
import { withMember } from "./json/member-text.js";

// Typed from the reference (Errors, Outcome rules).
it("errors are a multi-error", () => {
  expect(renderMultiError(["a"])).toBe("1 error occurred:\n\t* a\n\n");
  expect(renderMultiError(["a", "b"])).toBe("2 errors occurred:\n\t* a\n\t* b\n\n");
});

it("warnings are counted and trimmed", () => {
  expect(renderWarnings([])).toBe("");
  expect(renderWarnings(["a\n\n"])).toBe("1 warning:\n\n* a");
  expect(renderWarnings(["a", "b\n"])).toBe("2 warnings:\n\n* a\n* b");
});

it.each([
  ["", [], ""],
  ["", ["p"], "1 warning:\n\n* p"],
  ["1 warning:\n\n* n", [], "1 warning:\n\n* n"],
  ["1 warning:\n\n* n", ["p\n\n"], "2 warnings:\n\n* n\n* p"],
  ["2 warnings:\n\n* n\n* m\n", ["p", "q"], "4 warnings:\n\n* n\n* m\n* p\n* q"],
  ["something else", ["p"], "2 warnings:\n\n* something else\n* p"],
])("warnings %j with %j behind them", (present, added, expected) => {
  expect(mergeWarnings(present, added)).toBe(expected);
});

it.each<[string, string | undefined]>([
  [
    '{"EvalID":"a","Warnings":"w","Index":18446744073709551615}',
    '{"EvalID":"a","Warnings":"(w)","Index":18446744073709551615}',
  ],
  ['{\n    "Warnings": "w"\n}\n', '{\n    "Warnings": "(w)"\n}\n'],
  ['{"Index":1}', '{"Index":1,"Warnings":"()"}'],
  ["{}", '{"Warnings":"()"}'],
  ['{"Nested":{"Warnings":"w"}}', '{"Nested":{"Warnings":"w"},"Warnings":"()"}'],
  ["[]", undefined],
  ['{"Warnings":', undefined],
  ["", undefined],
])("a member of %j is replaced in its text", (text, expected) => {
  const change = (json = '""') => JSON.stringify(`(${JSON.parse(json)})`);
  expect(withMember(Buffer.from(text), "Warnings", change)).toBe(expected);
});
