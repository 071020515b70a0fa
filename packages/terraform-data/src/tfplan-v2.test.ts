import { readFileSync } from "node:fs";
import { checkScript, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { decodePlan, type Plan, parsePlan, tfplanV2 } from "./index.js";

const testdata = new URL("../testdata/", import.meta.url);

function planOf(document: object): Plan {
  const { plan, problem } = parsePlan(JSON.stringify(document));
  if (plan === undefined) throw new Error(problem);
  return plan;
}

describe("tfplan/v2", () => {
  const file = "tfplan-v2.sentinel";
  const { plan } = decodePlan(readFileSync(new URL("plan.json", testdata)));
  for (const script of readScripts(file, readFileSync(new URL(file, testdata), "utf8"))) {
    it(script.name, () => {
      if (plan === undefined) throw new Error("plan.json cannot be read");
      const namespace = tfplanV2(plan);
      const findImport = (path: string) =>
        path === "tfplan/v2" ? { kind: "namespace" as const, namespace } : undefined;
      expect(checkScript(script, { findImport })).toEqual([]);
    });
  }

  it("gives empty maps for the sections that a plan lacks", () => {
    const namespace = tfplanV2(planOf({ format_version: "0.1" }));
    const text = `import "tfplan/v2" as tfplan
main = tfplan.resource_changes is empty and tfplan.resource_drift is empty and tfplan.output_changes is empty and
	tfplan.variables is empty and tfplan.planned_values.resources is empty and tfplan.planned_values.outputs is empty and
	tfplan.terraform_version is ""`;
    const [script] = readScripts("empty", text);
    const findImport = () => ({ kind: "namespace" as const, namespace });
    expect(script && checkScript(script, { findImport })).toEqual([]);
  });
});
