// Uses a plan in one way and prints what that took: use-plan.mjs WAY PLAN

import { readFileSync } from "node:fs";
import {
  decodePlan,
  emptyEnvironment,
  evaluatePolicy,
  ProgramCache,
  planImports,
} from "@portcullis/runner";

const policies = {
  read: "main = true",
  changes: `import "tfplan/v2" as tfplan
main = rule { all tfplan.resource_changes as _, rc { rc.mode is "data" or rc.change.actions is not ["none"] } }`,
  configuration: `import "tfconfig/v2" as tfconfig
main = rule { all tfconfig.resources as _, r { r.mode is "data" or r.count is not 5 } }`,
  state: `import "tfstate/v2" as tfstate
import "tfplan/v2" as tfplan
main = rule {
	all tfstate.resources as _, r { r.values is not null } and
	all tfplan.planned_values.resources as _, r { r.values is not null }
}`,
  first: `import "tfplan"
main = rule {
	all tfplan.module_paths as path {
		all tfplan.module(path).resources as _, names {
			all names as _, instances { all instances as _, r { r.destroy is false or r.requires_new is defined } }
		}
	}
}`,
};

const [way, path] = process.argv.slice(2);
const bytes = readFileSync(path);
const start = performance.now();
if (way === "parse") JSON.parse(bytes.toString("utf8"));
else evaluate(policies[way]);
const milliseconds = performance.now() - start;
const megabytes = process.resourceUsage().maxRSS / 1000;
console.log(JSON.stringify({ milliseconds, megabytes }));

function evaluate(text) {
  const { plan, problem } = decodePlan(bytes);
  if (problem !== undefined) throw new Error(problem);
  const policy = {
    name: "policy",
    fileName: "policy.sentinel",
    text,
    enforcementLevel: "advisory",
    params: new Map(),
  };
  const environment = { ...emptyEnvironment, imports: planImports({ plan }) };
  const { outcome } = evaluatePolicy(policy, environment, new ProgramCache());
  if (outcome.status !== "pass") throw new Error(`${outcome.status}: ${outcome.error?.message}`);
}
