import { NamespaceError } from "@portcullis/language";
import { expect, it } from "vitest";
import { emptyEnvironment } from "../environment.js";
import { evaluatePolicy } from "../evaluate-policy.js";
import { ProgramCache } from "../program-cache.js";
import { variablesImport } from "./variables-import.js";

function evaluate(main: string) {
  const asked: string[][] = [];
  const source = variablesImport((path, namespace) => {
    asked.push([path, namespace]);
    if (path.endsWith("broken")) throw new NamespaceError("the Nomad server is away");
    return path.endsWith("none") ? undefined : { team: "shop" };
  });
  const policy = {
    name: "p",
    fileName: "p",
    text: `import "nomad_var"\nmain = ${main}\n`,
    enforcementLevel: "advisory" as const,
    params: new Map(),
  };
  const environment = { ...emptyEnvironment, imports: new Map([["nomad_var", source]]) };
  const { outcome } = evaluatePolicy(policy, environment, new ProgramCache());
  return { status: outcome.status, error: outcome.error?.message, asked };
}

// Globals per scope: below "nomad/sentinel", an optional namespace behind "@".
it.each([
  ['nomad_var.get("nomad/sentinel").team is "shop"', ["nomad/sentinel", "default"]],
  [
    'nomad_var.get("nomad/sentinel/validator@dev").team is "shop"',
    ["nomad/sentinel/validator", "dev"],
  ],
  ['(nomad_var.get("nomad/sentinel/none") else "x") is "x"', ["nomad/sentinel/none", "default"]],
])("%s", (main, expected) => {
  expect(evaluate(main)).toEqual({ status: "pass", error: undefined, asked: [expected] });
});

it.each([
  "nomad/jobs/x",
  "nomad/sentinels",
  "nomad/sentinel/",
  "nomad/sentinel//x",
  "nomad/sentinel/../jobs",
  "nomad/sentinel/%2e%2e",
  "nomad/sentinel/x?namespace=*",
  "nomad/sentinel/x@",
  "nomad/sentinel/x@a@b",
  `nomad/sentinel/${"x".repeat(300)}`,
  "",
])('the path "%s" is never asked for', (path) => {
  const { status, error, asked } = evaluate(`nomad_var.get(${JSON.stringify(path)}) is {}`);
  expect([status, asked]).toEqual(["error", []]);
  expect(error).toContain("nomad/sentinel");
});

it("a failure is the policy's, with its reason", () => {
  expect(evaluate('nomad_var.get("nomad/sentinel/broken") is {}').error).toContain(
    "the Nomad server is away",
  );
});
