import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepare } from "../../test/harness/play.js";
import { TestServer } from "../../test/harness/test-server.js";
import { Upkeep } from "./upkeep.js";

describe("runs whose plan never comes", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["soft policy on workspace app", "run"]);
  });
  afterEach(() => server.close());

  const attributes = async (path: string) => {
    const { body } = await server.send({ method: "GET", path: `/api/v2${path}` });
    return (body as { data: { attributes: Record<string, unknown> } }).data.attributes;
  };

  it("end with an error that says why, once the link for it has ended", async () => {
    await prepare(server, [{ advanceSeconds: 59 * 60 }]);
    await server.upkeep();
    expect(await attributes("/runs/run-0000000000000001")).toMatchObject({ status: "pending" });
    await prepare(server, [{ advanceSeconds: 60 }]);
    await server.upkeep();
    expect(await attributes("/runs/run-0000000000000001")).toMatchObject({
      status: "errored",
      "status-timestamps": { "errored-at": "2024-05-01T11:00:00+00:00" },
    });
    expect(await attributes("/plans/plan-0000000000000001")).toMatchObject({
      status: "errored",
      "error-message": "no plan was uploaded within 60 minutes: start a new run",
    });
  });

  it("leave those alone that have one, or that were ended already", async () => {
    await prepare(server, [{ uploadPlan: "plan-0000000000000001" }, "run"]);
    const path = "/api/v2/runs/run-0000000000000002/actions/discard";
    await prepare(server, [{ method: "POST", path }, { advanceSeconds: 7_200 }]);
    await server.upkeep();
    expect(await attributes("/runs/run-0000000000000001")).toMatchObject({ status: "planning" });
    expect(await attributes("/runs/run-0000000000000002")).toMatchObject({ status: "discarded" });
  });

  it("are ended a hundred at a time", async () => {
    await prepare(
      server,
      Array.from({ length: 101 }, () => "run"),
    );
    await prepare(server, [{ advanceSeconds: 3_600 }]);
    const pending = async () =>
      (await server.store.read((tx) => tx.plans.awaitingSince(server.clock.now(), 1_000))).length;
    expect(await pending()).toBe(102);
    await server.upkeep();
    expect(await pending()).toBe(2);
    await server.upkeep();
    expect(await pending()).toBe(0);
  });
});

describe("upkeep", () => {
  it("goes on with the other chores when one fails", async () => {
    const done: string[] = [];
    const chores = {
      first: async () => {
        throw new Error("away");
      },
      second: async () => done.push("second"),
    };
    const upkeep = new Upkeep(chores, pino({ level: "silent" }));
    await upkeep.doAll();
    await upkeep.close();
    expect(done).toEqual(["second"]);
  });
});
