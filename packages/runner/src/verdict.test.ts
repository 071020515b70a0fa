import type { EnforcementLevel } from "@portcullis/config";
import { describe, expect, it } from "vitest";
import { emptyEnvironment } from "./environment.js";
import { evaluatePolicy, type PolicyResult } from "./evaluate-policy.js";
import { ProgramCache } from "./program-cache.js";
import { verdict } from "./verdict.js";

const texts = {
  pass: "main = true",
  fail: "main = false",
  undefined: "main = undefined",
  error: "main = nothing",
  broken: "main =",
};

function result([kind, enforcementLevel]: readonly [
  keyof typeof texts,
  EnforcementLevel,
]): PolicyResult {
  const policy = {
    name: kind,
    fileName: kind,
    text: texts[kind],
    enforcementLevel,
    params: new Map(),
  };
  return evaluatePolicy(policy, emptyEnvironment, new ProgramCache());
}

describe("verdict", () => {
  const hard = "hard-mandatory";
  const soft = "soft-mandatory";
  const advisory = "advisory";
  type Case = [
    failOn: EnforcementLevel,
    code: number,
    ...policies: [keyof typeof texts, EnforcementLevel][],
  ];
  const cases: Case[] = [
    [soft, 0],
    [soft, 0, ["pass", hard]],
    [soft, 1, ["pass", hard], ["fail", soft]],
    [soft, 2, ["fail", hard], ["undefined", hard]],
    [soft, 3, ["error", soft], ["fail", hard]],
    [soft, 9, ["broken", soft], ["error", hard]],
    [soft, 0, ["fail", advisory], ["broken", advisory]],
    [advisory, 1, ["fail", advisory]],
    [hard, 0, ["error", soft]],
    [hard, 1, ["fail", hard]],
  ];
  it.each(cases)("failing on %s is %i", (failOn, code, ...policies) => {
    expect(verdict(policies.map(result), failOn)).toBe(code);
  });
});
