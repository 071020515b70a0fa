import { describe, expect, it } from "vitest";
import type { ProgramEnd } from "./bounded-process.js";
import { isOtherRego, readAnswer } from "./opa-answer.js";

const ended = (given: Partial<ProgramEnd>): ProgramEnd => ({
  code: 0,
  signal: null,
  output: "",
  complaint: "",
  stopped: null,
  ...given,
});
const answered = (document: object, code = 0) => ended({ output: JSON.stringify(document), code });
const valued = (value: unknown) => answered({ result: [{ expressions: [{ value }] }] });

describe("what OPA answers", () => {
  const cases: [string, ProgramEnd, status: string, says: unknown][] = [
    ["an empty array", valued([]), "passed", []],
    ["an array", valued(["no", { msg: "no" }, 1]), "failed", ["no", '{"msg":"no"}', "1"]],
    ["nothing", answered({}), "errored", "the query has no result: it must be an array"],
    ["a truth value", valued(true), "errored", "the query's result is a boolean, not an array"],
    ["null", valued(null), "errored", "the query's result is null, not an array"],
    ["an object", valued({ a: 1 }), "errored", "the query's result is an object, not an array"],
    [
      "errors",
      answered(
        {
          errors: [
            {
              message: "undefined function http.send",
              code: "rego_type_error",
              location: { file: "a.rego", row: 2, col: 27 },
            },
            { message: "loading error" },
          ],
        },
        2,
      ),
      "errored",
      "a.rego:2:27: rego_type_error: undefined function http.send\nloading error",
    ],
    [
      "no document, out of memory",
      ended({ code: 2, complaint: "fatal error: runtime: out of memory\n\ngoroutine 1" }),
      "errored",
      "OPA gave no answer: it ran out of memory",
    ],
    [
      "no document",
      ended({ code: 1, complaint: "panic: oh\n\ngoroutine 1" }),
      "errored",
      "OPA gave no answer: it ended with code 1: panic: oh",
    ],
    [
      "half a document",
      ended({ output: '{"result":', signal: "SIGXFSZ", code: null }),
      "errored",
      "OPA gave no answer: it was ended by SIGXFSZ",
    ],
    [
      "nothing in time",
      ended({ stopped: "it took more than 30 seconds", output: "{}" }),
      "errored",
      "the policy had to be stopped: it took more than 30 seconds",
    ],
  ];
  it.each(cases)("%s", (_, end, status, says) => {
    const { error, messages, ...answer } = readAnswer(end);
    expect([answer.status, error ?? messages]).toEqual([status, says]);
  });

  it("tells another Rego from other errors", () => {
    const inBundle = { message: "loading error: 1 error occurred: a.rego:5: rego_parse_error: if" };
    const other = { message: "undefined function", code: "rego_type_error" };
    expect(isOtherRego(answered({ errors: [inBundle] }))).toBe(true);
    expect(isOtherRego(answered({ errors: [{ message: "x", code: "rego_parse_error" }] }))).toBe(
      true,
    );
    expect(isOtherRego(answered({ errors: [other] }))).toBe(false);
    expect(isOtherRego(valued(["rego_parse_error"]))).toBe(false);
  });
});
