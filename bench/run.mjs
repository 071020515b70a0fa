// Benchmarks. Every figure is a ratio to something measured in the same run on the same bytes, so that
// a slow machine makes no slow result. Run with: make bench, or one section with: node bench/run.mjs opa

import { api } from "./sections/api.mjs";
import { evaluation } from "./sections/evaluation.mjs";
import { language } from "./sections/language.mjs";
import { nomadGateway } from "./sections/nomad-gateway.mjs";
import { nomadPolicies } from "./sections/nomad-policies.mjs";
import { opa } from "./sections/opa.mjs";
import { processes } from "./sections/processes.mjs";
import { store } from "./sections/store.mjs";
import { terraformData } from "./sections/terraform-data.mjs";
import { tests } from "./sections/tests.mjs";

const sections = {
  language,
  evaluation,
  "terraform-data": terraformData,
  opa,
  processes,
  "nomad-gateway": nomadGateway,
  "nomad-policies": nomadPolicies,
  store,
  api,
  tests,
};

const chosen = process.argv.slice(2).filter((argument) => argument !== "--smoke");
const unknown = chosen.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) {
  console.error(`no section "${unknown[0]}"; there are ${Object.keys(sections).join(", ")}`);
  process.exit(9);
}
for (const [name, run] of Object.entries(sections)) {
  if (chosen.length === 0 || chosen.includes(name)) await run();
}
