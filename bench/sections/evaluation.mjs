// Program and plan to verdict, over plans of growing size.

import {
  decodePlan,
  emptyEnvironment,
  evaluatePolicySet,
  ProgramCache,
  planImports,
} from "@portcullis/runner";
import { medianTimes, sizes } from "../measure.mjs";
import { planOf } from "../plans.mjs";
import { examplePolicies } from "../policies.mjs";
import { ratio, row, section } from "../table.mjs";

export function evaluation() {
  section("Evaluation of the three example policies");
  for (const resources of sizes(50, 1000, 20_000)) {
    const bytes = planOf(resources);
    const text = bytes.toString("utf8");
    const [programs, closures] = [new ProgramCache(), new ProgramCache({ engine: "closures" })];
    const { plan } = decodePlan(bytes);
    const environment = { ...emptyEnvironment, imports: planImports({ plan }) };
    const [json, decode, first, again, byClosures] = medianTimes(
      [
        () => JSON.parse(text),
        () => decodePlan(bytes),
        () =>
          evaluatePolicySet(
            examplePolicies,
            { ...emptyEnvironment, imports: planImports({ plan }) },
            new ProgramCache(),
          ),
        () => evaluatePolicySet(examplePolicies, environment, programs),
        () => evaluatePolicySet(examplePolicies, environment, closures),
      ],
      Math.ceil(200_000 / resources),
    );
    const perResource = (time) => `${((time / resources) * 1000).toFixed(2)} µs a resource`;
    const perPolicy = again / examplePolicies.policies.length;
    const perSecond = Math.round(1000 / perPolicy).toLocaleString("en");
    row(`${resources} resources: read the plan`, ratio(decode, json), "JSON.parse of the plan");
    row(
      `${resources} resources: compile and evaluate`,
      ratio(first, json),
      "JSON.parse of the plan",
    );
    row(
      `${resources} resources: evaluate again`,
      ratio(again, json),
      `JSON.parse of the plan; ${perResource(again)}`,
    );
    row("", ratio(byClosures, json), `as closures; ${perResource(byClosures)}`);
    row(`${resources} resources: policies a second, one core`, perSecond, "evaluated again");
  }
}
