// Policies of kind opa on a real server with a real OPA: what the vendor's page prints, and policies
// that mean harm.

import { spawnSync } from "node:child_process";
import { withServer } from "../harness.mjs";
import { archive, cases } from "./cases.mjs";
import { Client } from "./client.mjs";

export const opa = {
  name: "opa",
  requires: ["opa"],
  async run() {
    const path = spawnSync("which", ["opa"], { encoding: "utf8" }).stdout.trim();
    const version = await withServer(evaluateAll, { PORTCULLIS_OPA: path });
    await withServer(evaluateArchive, { PORTCULLIS_OPA: path });
    await withServer(sayThatThereIsNone);
    return `${cases.length} policies, an archive, and a run that waited for its override, on OPA ${version}`;
  },
};

/** Every case is a policy in one set; what came of each is in the outcome of the set. */
async function evaluateAll(server) {
  const client = await Client.start(server);
  await client.createSet("network", { overridable: true }, cases);
  const { runId, run, stage, evaluation, outcome } = await client.evaluate();
  const told = new Map(outcome.outcomes.map((entry) => [entry.policy_name, entry]));
  const wrong = cases.flatMap(({ name, status, says }) => {
    const { status: actual, output = [] } = told.get(name) ?? {};
    const said = [...output.map(({ print }) => print), errorOf(outcome, name)].join("\n");
    return actual === status && (says === undefined || says.test(said))
      ? []
      : [`${name}: ${actual}, expected ${status}: ${said}`];
  });
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  expect(run.status, "post_plan_awaiting_decision");
  expect(stage.attributes.status, "awaiting_override");
  expect(evaluation.status, "failed");
  await client.post(`/task-stages/${stage.id}/actions/override`, { comment: "a test" });
  expect((await client.get(`/runs/${runId}`)).attributes.status, "post_plan_completed");
  return evaluation["policy-tool-version"];
}

/** A query over several files and data, as the vendor's page on sets of kind opa has it. */
async function evaluateArchive(server) {
  const client = await Client.start(server);
  await client.uploadSet("network", {}, archive);
  const { run, outcome } = await client.evaluate();
  expect(run.status, "post_plan_completed");
  const told = outcome.outcomes.map(
    ({ policy_name: name, status, enforcement_level: level, output }) =>
      [name, status, level, ...output.map(({ print }) => print)].join(" "),
  );
  expect(
    told.join("\n"),
    "ingress failed advisory aws_security_group.web\nnothing passed mandatory",
  );
}

async function sayThatThereIsNone(server) {
  const client = await Client.start(server);
  await client.createSet("network", {}, cases.slice(0, 1));
  const { run, stage, outcome } = await client.evaluate();
  expect(run.status, "errored");
  expect(stage.attributes.status, "errored");
  if (!/this server has no OPA .*--opa/.test(outcome.error)) throw new Error(outcome.error);
}

/** A policy's line and those that are indented below it. */
function errorOf({ error }, name) {
  const entries = error.split(/\n(?! )/);
  return entries.find((entry) => entry.startsWith(`${name}: `)) ?? "";
}

function expect(actual, expected) {
  if (actual !== expected) throw new Error(`${actual}, expected ${expected}`);
}
