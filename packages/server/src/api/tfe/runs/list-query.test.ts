import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Step } from "../../../../test/harness/fixture.js";
import { prepare } from "../../../../test/harness/play.js";
import { TestServer } from "../../../../test/harness/test-server.js";

/** A run with these attributes. */
const run = (message: string, attributes: object = {}): Step => ({
  method: "POST",
  path: "/api/v2/runs",
  body: {
    data: {
      type: "runs",
      attributes: { "plan-upload": true, message, ...attributes },
      relationships: { workspace: { data: { id: "ws-0000000000000001", type: "workspaces" } } },
    },
  },
});

const A_YEAR = 366 * 24 * 60 * 60;

/** A query, and the messages of the runs that it finds, in the workspace or in the organization. */
const IN_WORKSPACE: readonly [string, string][] = [
  ["", "waits, in error, saves, destroys, old"],
  ["filter[operation]=plan_only", "only plans"],
  ["filter[operation]=plan_only,destroy", "only plans, destroys"],
  [
    "filter[operation]=plan_and_apply,plan_only,save_plan,refresh_only,destroy,empty_apply",
    "waits, in error, only plans, saves, destroys, old",
  ],
  ["filter[operation]=dance", ""],
  ["filter[status]=errored", "in error"],
  ["filter[status]=errored, pending", "waits, in error, saves, destroys, old"],
  ["filter[status]=applied", ""],
  ["filter[status_group]=final", "in error"],
  ["filter[status_group]=non_final", "waits, saves, destroys, old"],
  [
    "filter[status_group]=discardable&filter[status]=pending,errored",
    "waits, saves, destroys, old",
  ],
  ["filter[status_group]=most", ""],
  ["filter[source]=tfe-api", "waits, in error, saves, destroys, old"],
  ["filter[source]=tfe-ui", ""],
  ["filter[timeframe]=year", "waits, in error, saves, destroys"],
  ["filter[timeframe]=2024", "old"],
  ["filter[timeframe]=2025", "waits, in error, saves, destroys"],
  ["filter[timeframe]=9999", ""],
  ["filter[timeframe]=month", ""],
  ["filter[agent_pool_names]=pool", ""],
  ["filter[workspace_names]=none", "waits, in error, saves, destroys, old"],
  ["search[user]=admin", "waits, in error, saves, destroys, old"],
  ["search[user]=nobody", ""],
  ["search[commit]=ab12", ""],
  ["search[basic]=ERR", "in error"],
  ["search[basic]=admin", "waits, in error, saves, destroys, old"],
  ["search[basic]=run-0000000000000001", "old"],
  ["search[user]=admin&search[basic]=nothing", "waits, in error, saves, destroys, old"],
  ["search[user]=nobody&search[commit]=ab12", ""],
  ["search[basic]=", "waits, in error, saves, destroys, old"],
];

const IN_ORGANIZATION: readonly [string, string][] = [
  ["", "waits, in error, only plans, saves, destroys"],
  ["filter[timeframe]=2024", "old"],
  ["filter[workspace_names]=app", "waits, in error, only plans, saves, destroys"],
  ["filter[workspace_names]=none,App", ""],
  ["filter[status]=errored&filter[workspace_names]=net,app", "in error"],
  ["search[basic]=s", "waits, only plans, saves, destroys"],
];

describe("lists of runs", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await prepare(server, [
      ...["organization acme", "workspace app"],
      run("old"),
      { advanceSeconds: A_YEAR },
      run("destroys", { "is-destroy": true, "allow-empty-apply": true }),
      run("saves", { "save-plan": true }),
      run("only plans", { "plan-only": true, "is-destroy": true }),
      { plan: { problem: "it is no plan" } },
      run("in error"),
      { uploadPlan: "plan-0000000000000005" },
      { work: "all" },
      { advanceSeconds: 1 },
      run("waits"),
    ]);
  });
  afterAll(() => server.close());

  const messages = async (path: string, query: string) => {
    const answer = await server.send({ method: "GET", path: `/api/v2/${path}/runs?${query}` });
    expect(answer.status).toBe(200);
    const { data } = answer.body as { data: { attributes: { message: string } }[] };
    return data.map(({ attributes }) => attributes.message).join(", ");
  };

  it.each(IN_WORKSPACE)("of a workspace: %s", async (query, expected) => {
    expect(await messages("workspaces/ws-0000000000000001", query)).toBe(expected);
  });

  it.each(IN_ORGANIZATION)("of an organization: %s", async (query, expected) => {
    expect(await messages("organizations/acme", query)).toBe(expected);
  });
});
