import { describe, expect, it } from "vitest";
import { renderConfigurationProblem } from "./configuration.js";
import { parseOpaPolicies } from "./opa-policies.js";

/** The problems of a text, one a line. */
const problemsOf = (text: string) =>
  (parseOpaPolicies("policies.hcl", text).problems ?? []).map(renderConfigurationProblem);

describe("policies.hcl", () => {
  it("lists queries with their levels, advisory where none is given", () => {
    const { policies } = parseOpaPolicies(
      "policies.hcl",
      `policy "ingress" {
  query             = "data.terraform.policies.ingress.deny"
  enforcement_level = "mandatory"
  description       = "No open ports."
}

policy "tags" {
  query = "data.terraform.policies.tags.deny"
}
`,
    );
    expect(policies).toEqual([
      {
        name: "ingress",
        query: "data.terraform.policies.ingress.deny",
        enforcementLevel: "mandatory",
        description: "No open ports.",
      },
      {
        name: "tags",
        query: "data.terraform.policies.tags.deny",
        enforcementLevel: "advisory",
        description: undefined,
      },
    ]);
  });

  it.each([
    ['policy "a" {}', '1:1: "policy" needs the attribute "query"'],
    [
      'policy "a" {\n  query = "data.a"\n  enforcement_level = "hard-mandatory"\n}',
      '3:23: unknown enforcement level "hard-mandatory"\n  hint: use one of "advisory", "mandatory"',
    ],
    [
      'policy "a" {\n  query = "data.a"\n}\npolicy "a" {\n  query = "data.b"\n}',
      '4:1: policy "a" is listed twice',
    ],
    ['import "x" {}', '1:1: unknown block "import"\n  hint: known here: policy'],
    ["x = 1", '1:1: unknown attribute "x"\n  hint: known here: policy'],
  ])("says what is wrong with %j", (text, problem) => {
    expect(problemsOf(text)).toEqual([`policies.hcl:${problem}`]);
  });
});
