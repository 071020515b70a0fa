import type { EnforcementLevel } from "@portcullis/config";
import type { Value } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { emptyEnvironment } from "../environment.js";
import { evaluatePolicy, type PolicyResult } from "../evaluate-policy.js";
import { ProgramCache } from "../program-cache.js";
import { judgeSubmission } from "./judge-submission.js";
import { renderFailure } from "./nomad-text.js";

const programs = new ProgramCache();

function result(
  name: string,
  text: string,
  enforcementLevel: EnforcementLevel = "hard-mandatory",
): PolicyResult {
  const policy = { name, fileName: name, text, enforcementLevel, params: new Map<string, Value>() };
  return evaluatePolicy(policy, emptyEnvironment, programs);
}

// Typed from the reference's section 3.2, with shorter policies: places differ.
describe("the text of a failure", () => {
  it("has the print messages and the rules", () => {
    const policy = result(
      "test",
      'print("invalid task group count in dev")\nmain = rule { false }\n',
    );
    expect(renderFailure(policy)).toBe(`test : Result: false

Print messages:

invalid task group count in dev

test:2:1 - Rule "main"
  Value:
    false

`);
  });

  it("has the error of a policy that ended in one", () => {
    expect(renderFailure(result("test", 'main = error("expected 200, got 400")\n'))).toMatch(
      /^test : Result: false\n\nError message: test:1:8: [^\n]*expected 200, got 400\n\n/,
    );
  });

  it("has the place where an undefined value arose", () => {
    expect(renderFailure(result("test", "a = {}\nmain = a.b\n"))).toBe(
      'test : Result: false\n\nError message: test:2:10: the value of "main" is undefined\n\n',
    );
  });

  it("has the error of a policy that cannot be compiled", () => {
    expect(renderFailure(result("test", "main = \n"))).toMatch(
      /^test : Result: false\n\nError message: test:2:1: unexpected end of file/,
    );
  });
});

describe("the judgement", () => {
  const failing = (name: string, level: EnforcementLevel) => result(name, "main = false\n", level);
  const names = (texts: readonly string[]) => texts.map((text) => text.split(" ")[0]);

  it.each<[string, PolicyResult[], boolean, string[], string[]]>([
    ["passes", [result("a", "main = true\n")], false, [], []],
    ["advisory warns", [failing("a", "advisory")], false, [], ["a"]],
    ["soft refuses", [failing("a", "soft-mandatory")], false, ["a"], []],
    ["soft overridden warns", [failing("a", "soft-mandatory")], true, [], ["a"]],
    ["hard refuses", [failing("a", "hard-mandatory")], false, ["a"], []],
    ["hard refuses even if overridden", [failing("a", "hard-mandatory")], true, ["a"], []],
    [
      "soft and hard, overridden: the hard one refuses",
      [failing("s", "soft-mandatory"), failing("h", "hard-mandatory")],
      true,
      ["h"],
      ["s"],
    ],
    [
      "several, by name",
      [failing("c", "hard-mandatory"), failing("a", "soft-mandatory"), failing("b", "advisory")],
      false,
      ["a", "c"],
      ["b"],
    ],
    [
      "an error counts at its level",
      [result("a", 'main = error("x")\n', "advisory")],
      false,
      [],
      ["a"],
    ],
    ["undefined refuses", [result("a", "main = {}.a\n", "soft-mandatory")], false, ["a"], []],
  ])("%s", (_, results, override, errors, warnings) => {
    const judgement = judgeSubmission(results, override);
    expect(names(judgement.errors)).toEqual(errors);
    expect(names(judgement.warnings)).toEqual(warnings);
  });
});
