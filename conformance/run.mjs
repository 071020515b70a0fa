// Runs every harness whose tools are on the machine, or those whose names begin with one of the
// arguments. Run with: make acceptance

import { browser } from "./browser/run.mjs";
import { completions } from "./completions/run.mjs";
import { goTfe } from "./go-tfe/run.mjs";
import { goTfeRuns } from "./go-tfe-runs/run.mjs";
import { has } from "./harness.mjs";
import { hclDifferential } from "./hcl/run.mjs";
import { nomadPolicies } from "./nomad/policies.mjs";
import { nomadDocuments } from "./nomad-documents/run.mjs";
import { nomadGateway } from "./nomad-gateway/run.mjs";
import { opa } from "./opa/run.mjs";
import { published } from "./package/run.mjs";
import { plugin } from "./plugin/run.mjs";
import { policyLibraries } from "./policy-libraries/run.mjs";
import { postgres } from "./postgres/run.mjs";
import { terraform } from "./terraform/run.mjs";
import { terraformProviderNomad } from "./terraform-provider-nomad/run.mjs";
import { terraformProviderTfe } from "./terraform-provider-tfe/run.mjs";
import { tfeOpenApi } from "./tfe-openapi/run.mjs";

const wanted = process.argv.slice(2);
const harnesses = [
  browser,
  completions,
  hclDifferential,
  nomadDocuments,
  nomadGateway,
  opa,
  nomadPolicies,
  published,
  plugin,
  policyLibraries,
  tfeOpenApi,
  goTfe,
  goTfeRuns,
  terraform,
  terraformProviderTfe,
  terraformProviderNomad,
  postgres,
].filter(({ name }) => wanted.length === 0 || wanted.some((prefix) => name.startsWith(prefix)));
const required = (process.env.ACCEPTANCE_REQUIRE ?? "").split(",").filter((name) => name !== "");

let failures = harnesses.length === 0 ? 1 : 0;
for (const { name, requires, variables = [], isThere = has, run } of harnesses) {
  const missing = [
    ...requires.filter((tool) => !isThere(tool)).map((tool) => [tool, "not on the machine"]),
    ...variables.filter((key) => !process.env[key]).map((key) => [key, "not set"]),
  ];
  if (missing.length > 0) {
    const isRequired = missing.some(([what]) => required.includes(what));
    if (isRequired) failures++;
    const word = isRequired ? "FAILED " : "SKIPPED";
    console.log(`${word} ${name}: ${missing.map((words) => words.join(" ")).join(", ")}`);
    continue;
  }
  try {
    console.log(`PASSED  ${name}: ${await run()}`);
  } catch (error) {
    failures++;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;
