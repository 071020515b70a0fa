import { compilePolicy, evaluate, SourceFile } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { createHost, emptyEnvironment } from "../environment.js";
import { checkExpectations } from "./check-expectations.js";

function problems(text: string, expected?: ReadonlyMap<string, boolean>): string[] {
  const { program } = compilePolicy(new SourceFile("p.sentinel", text));
  if (program === undefined) throw new Error("the policy does not compile");
  const outcome = evaluate(program, createHost(emptyEnvironment, new Map()));
  return checkExpectations(expected, outcome, "p.sentinel").map(({ message }) => message);
}

describe("checkExpectations", () => {
  it("names the place where an undefined main arose", () => {
    expect(problems("a = {}.owner\nmain = rule { a is 1 }\n")).toEqual([
      'expected "main" to be true, got: undefined, which first arose at p.sentinel:1:8',
    ]);
  });

  it("names the place where an undefined rule arose", () => {
    const text = "a = rule { {}.owner is 1 }\nmain = rule { a else true }\n";
    expect(problems(text, new Map([["a", false]]))).toEqual([
      'expected "a" to be false, got: undefined, which first arose at p.sentinel:1:15',
    ]);
  });
});
