import { readFileSync } from "node:fs";
import type { ImportSource } from "@portcullis/language";
import { decodePlan, decodeRunContext } from "@portcullis/terraform-data";
import { describe, expect, it } from "vitest";
import { emptyEnvironment, planImports } from "./environment.js";
import { evaluatePolicy } from "./evaluate-policy.js";
import { ProgramCache } from "./program-cache.js";

const testdata = new URL("../../terraform-data/testdata/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, testdata));

function evaluate(text: string, mocks: readonly [string, ImportSource][] = []) {
  const { plan } = decodePlan(read("first-generation.json"));
  const { run } = decodeRunContext(read("run.json"));
  if (plan === undefined || run === undefined) throw new Error("the fixtures cannot be read");
  const policy = {
    name: "policy",
    fileName: "policy.sentinel",
    text,
    enforcementLevel: "advisory" as const,
    params: new Map(),
  };
  const environment = {
    ...emptyEnvironment,
    imports: new Map([...planImports({ plan, run }), ...mocks]),
  };
  return evaluatePolicy(policy, environment, new ProgramCache()).outcome;
}

describe("the imports of Terraform data", () => {
  it("3. are there by all their names, beside the standard ones", () => {
    const names = ["tfplan", "tfconfig", "tfstate"].flatMap((name) => [
      `import "${name}" as ${name}0`,
      `import "${name}/v1" as ${name}1`,
      `import "${name}/v2" as ${name}2`,
    ]);
    const text = `${names.join("\n")}\nimport "tfrun"\nimport "strings"
main = tfplan0.resources is tfplan1.resources and tfplan2.terraform_version is "1.2.9" and
	tfrun.workspace.name is "web-prod" and strings.has_prefix(tfrun.id, "run-")`;
    expect(evaluate(text)).toMatchObject({ status: "pass" });
  });

  it("56. give way to mocks as the platform writes them", () => {
    const mock = `import "strings"
import "types"

_modules = {
	"root": {
		"data": {},
		"path": [],
		"resources": {
			"null_resource": {
				"a": {
					0: {
						"applied": {
							"id":       undefined,
							"triggers": null,
						},
						"destroy": false,
					},
				},
			},
		},
	},
}

module_paths = [
	[],
]

terraform_version = undefined

module = func(path) {
	if types.type_of(path) is not "list" {
		error("expected list, got", types.type_of(path))
	}

	if length(path) < 1 {
		return _modules.root
	}

	return _modules["module." + strings.join(path, ".module.")]
}

resources = _modules.root.resources
`;
    const { program, diagnostics } = new ProgramCache().compile("mock-tfplan.sentinel", mock);
    if (program === undefined) throw new Error(diagnostics[0]?.message);
    const text = `import "tfplan"
instance = tfplan.resources.null_resource.a[0]
main = instance.applied.id is not defined and instance.applied.triggers is null and not instance.destroy and
	tfplan.module([]).path is [] and tfplan.module(["nothing"]) is not defined and
	tfplan.terraform_version is not defined and tfplan.module_paths is [[]]`;
    expect(evaluate(text, [["tfplan", { kind: "module", program }]])).toMatchObject({
      status: "pass",
    });
    const wrong = 'import "tfplan"\nmain = tfplan.module("x") is null';
    expect(evaluate(wrong, [["tfplan", { kind: "module", program }]]).error?.message).toContain(
      "expected list, got string",
    );
  });

  it("45. give times that the import time reads", () => {
    const text = `import "tfrun"\nimport "time"
main = time.load(tfrun.created_at).year is 2022 and time.load(tfrun.workspace.created_at).month is 1`;
    expect(evaluate(text)).toMatchObject({ status: "pass" });
  });
});
