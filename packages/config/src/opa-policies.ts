import { parseHcl } from "@portcullis/hcl";
import { BlockReader } from "./block-reader.js";
import type { ConfigurationProblem } from "./configuration.js";
import { declareAs } from "./declare-block.js";
import { ProblemList } from "./problem-list.js";
import type { Shape } from "./shapes.js";

/** A policy that `policies.hcl` lists for OPA. */
export interface OpaPolicyEntry {
  readonly name: string;
  /** What is asked of the Rego files: `data.terraform.policies.public_ingress.deny`. */
  readonly query: string;
  readonly enforcementLevel: OpaEnforcementLevel;
  readonly description: string | undefined;
}

export type OpaEnforcementLevel = "advisory" | "mandatory";

export type OpaPoliciesResult =
  | { readonly policies: readonly OpaPolicyEntry[]; readonly problems?: never }
  | { readonly policies?: never; readonly problems: readonly ConfigurationProblem[] };

const policyShape: Shape = {
  labels: ["a name"],
  attributes: ["query", "enforcement_level", "description"],
};

const levels: readonly OpaEnforcementLevel[] = ["advisory", "mandatory"];

/** Reads `policies.hcl`: which queries decide, and how (Defining Policies, OPA policy sets). */
export function parseOpaPolicies(name: string, text: string): OpaPoliciesResult {
  const problems = new ProblemList();
  const file = parseHcl(name, text);
  problems.addSyntax(file);
  const policies = new Map<string, OpaPolicyEntry>();
  for (const item of file.body.items) {
    const word = item.kind === "HclBlock" ? item.type : item.name;
    if (item.kind !== "HclBlock" || word.text !== "policy") {
      const what = item.kind === "HclBlock" ? "block" : "attribute";
      problems.report(
        { source: file.source, span: word },
        `unknown ${what} "${word.text}"`,
        "known here: policy",
      );
      continue;
    }
    const declaration = declareAs(policyShape, item, file.source, problems);
    if (declaration === undefined) continue;
    const block = new BlockReader(declaration, problems);
    if (policies.has(block.name)) block.report(`policy "${block.name}" is listed twice`);
    policies.set(block.name, readPolicy(block));
  }
  return problems.problems.length > 0
    ? { problems: problems.problems }
    : { policies: [...policies.values()] };
}

function readPolicy(block: BlockReader): OpaPolicyEntry {
  const given = block.string("enforcement_level") ?? "advisory";
  const enforcementLevel = levels.find((level) => level === given);
  if (enforcementLevel === undefined)
    block.reportAt(
      "enforcement_level",
      `unknown enforcement level "${given}"`,
      `use one of ${levels.map((level) => `"${level}"`).join(", ")}`,
    );
  return {
    name: block.name,
    query: block.requiredString("query"),
    enforcementLevel: enforcementLevel ?? "advisory",
    description: block.string("description"),
  };
}
