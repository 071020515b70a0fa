// Benchmarks. Every figure is a ratio to something measured in the same run on the same bytes, so that
// a slow machine makes no slow result. Run with: make bench

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compilePolicy, SourceFile } from "@portcullis/language";
import {
  decodePlan,
  emptyEnvironment,
  evaluatePolicySet,
  loadPolicySet,
  ProgramCache,
  planImports,
} from "@portcullis/runner";

const root = new URL("..", import.meta.url);
const planBytes = readFileSync(new URL("examples/web-tier/plan.json", root));
const planText = planBytes.toString("utf8");
const policies = loadPolicySet(
  fileURLToPath(new URL("examples/policies", root)),
  new ProgramCache(),
);
const policyText = policies.policies.map(({ text }) => text).join("\n");

/** The median time of one call, in milliseconds, after warming up. */
function measure(work, runs = 200) {
  for (let i = 0; i < runs / 4; i++) work();
  const times = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1];
}

/** A plan with as many resources as asked for, made of those of the example. */
function largePlan(resources) {
  const plan = JSON.parse(planText);
  const originals = plan.resource_changes;
  plan.resource_changes = Array.from({ length: resources }, (_, index) => {
    const change = originals[index % originals.length];
    return { ...change, address: `${change.address}_${index}` };
  });
  return Buffer.from(JSON.stringify(plan));
}

function row(name, value, note) {
  console.log(`${name.padEnd(46)}${value.padStart(12)}  ${note}`);
}

const parseJson = measure(() => JSON.parse(planText));
const readPlan = measure(() => decodePlan(planBytes));
row("read a plan", `${(readPlan / parseJson).toFixed(2)} x`, "JSON.parse of the same bytes");

const compile = measure(() => {
  for (const { fileName, text } of policies.policies) compilePolicy(new SourceFile(fileName, text));
});
row(
  "compile the example policies",
  `${(policyText.length / compile / 1000).toFixed(1)} MB/s`,
  "source text",
);

for (const resources of [20, 1000, 20_000]) {
  const bytes = largePlan(resources);
  const text = bytes.toString("utf8");
  const runs = resources > 1000 ? 10 : 100;
  const parse = measure(() => JSON.parse(text), runs);
  const { plan } = decodePlan(bytes);
  const programs = new ProgramCache();
  const evaluate = measure(() => {
    evaluatePolicySet(policies, { ...emptyEnvironment, imports: planImports(plan) }, programs);
  }, runs);
  row(
    `evaluate 3 policies, ${resources} resources`,
    `${(evaluate / parse).toFixed(2)} x`,
    `JSON.parse of the plan; ${((evaluate / resources) * 1000).toFixed(2)} µs a resource`,
  );
}
