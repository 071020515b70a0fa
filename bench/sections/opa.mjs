// The same decisions in Rego, run by OPA where it is on the machine.
//
// OPA's benchmark command prepares the query and parses the input once, so its figure is evaluation
// alone; so is ours with program and plan at hand. Its WebAssembly reads the input at each evaluation,
// which a decision that decides nothing takes off again.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  decodePlan,
  emptyEnvironment,
  evaluatePolicySet,
  ProgramCache,
  planImports,
} from "@portcullis/runner";
import { fastestTimes, sizes } from "../measure.mjs";
import { buildWasm, wasmDecision } from "../opa-wasm.mjs";
import { planOf } from "../plans.mjs";
import { examplePolicies, onlyPolicy } from "../policies.mjs";
import { isInstalled } from "../process.mjs";
import { ratio, row, section, skipped } from "../table.mjs";

export const rego = fileURLToPath(new URL("../rego", import.meta.url));

export async function opa() {
  section("Evaluation of the same decisions in Rego");
  if (!isInstalled("opa")) {
    skipped("opa", "not on the machine; go install github.com/open-policy-agent/opa@v1.10.0");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "portcullis-bench-"));
  try {
    const wasm = buildWasm(rego, examplePolicies.policies.map(regoName), folder);
    for (const resources of sizes(50, 1000, 20_000)) await compare(resources, wasm, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(resources, wasm, folder) {
  const bytes = planOf(resources);
  const input = join(folder, `plan-${resources}.json`);
  writeFileSync(input, bytes);
  const imports = planImports({ plan: decodePlan(bytes).plan });
  for (const policy of examplePolicies.policies) {
    const name = regoName(policy);
    const set = onlyPolicy(policy.name);
    const environment = { ...emptyEnvironment, imports };
    const [programs, onlyClosures] = [new ProgramCache(), new ProgramCache({ engine: "closures" })];
    const evaluate = () => evaluatePolicySet(set, environment, programs);
    const evaluateClosures = () => evaluatePolicySet(set, environment, onlyClosures);
    const module = await wasmDecision(wasm, name, bytes);
    checkAgreement(policy.name, evaluate().results[0].outcome, module.decide());

    // About a second each, as OPA's own command takes: just-in-time compilers need it to get warm.
    const runs = Math.ceil(1_000_000 / resources);
    const [ours] = fastestTimes([evaluate], runs);
    const [closures] = fastestTimes([evaluateClosures], runs);
    const [decided, handedOver] = fastestTimes(
      [module.decide, module.handOver],
      Math.ceil(100_000 / resources),
    );
    const what = `${policy.name}, ${resources} resources`;
    const theirs = evaluationTime(`data.portcullis.${name}.deny`, input);
    const beside = (time) => `; ${ratio(time, closures)} beside closures`;
    row(what, ratio(theirs, ours), `as long in OPA's Go evaluator${beside(theirs)}`);
    const inWasm = decided - handedOver;
    row("", ratio(inWasm, ours), `as long in OPA's WebAssembly evaluator${beside(inWasm)}`);
  }
}

export function regoName({ name }) {
  return name.replaceAll("-", "_");
}

/** Both sides must see the same violations, or the comparison means nothing. */
function checkAgreement(name, { output }, messages) {
  const addressOf = (line) => /^(\S+\[?.*?): (?!\d)/.exec(line)?.[1];
  const ours = new Set(output.split("\n").map(addressOf).filter(Boolean));
  const theirs = new Set(messages.map(addressOf));
  const differ = [...ours, ...theirs].filter((each) => !ours.has(each) || !theirs.has(each));
  if (differ.length > 0) throw new Error(`${name}: only one side refuses ${differ[0]}`);
}

/** Milliseconds of the fastest evaluation, the query prepared and the input parsed. */
function evaluationTime(query, input) {
  const args = ["bench", "-d", rego, "-i", input, "--count", "1", "--format", "json", query];
  const result = JSON.parse(execFileSync("opa", args, { encoding: "utf8" }));
  return result.Extra.histogram_timer_rego_query_eval_ns_min / 1e6;
}
