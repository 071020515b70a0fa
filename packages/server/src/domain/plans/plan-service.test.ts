import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepare } from "../../../test/harness/play.js";
import { BASE_URL, TestServer } from "../../../test/harness/test-server.js";

describe("the upload of a plan", () => {
  let server: TestServer;
  let path: string;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["soft policy on workspace app", "run"]);
    const plan = { method: "GET", path: "/api/v2/plans/plan-0000000000000001" } as const;
    const { data } = (await server.send(plan)).body as { data: { links: { upload: string } } };
    path = data.links.upload.slice(BASE_URL.length);
  });
  afterEach(() => server.close());

  const upload = async (text: string) => (await server.send({ method: "PUT", path, text })).status;
  const plan = () => server.store.transaction((tx) => tx.plans.get("plan-0000000000000001"));

  it("succeeds once, however many come at the same time", async () => {
    const statuses = await Promise.all(["1", "2", "3", "4"].map(upload));
    expect(statuses.sort()).toEqual([200, 404, 404, 404]);
    await server.work("all");
    expect((await plan()).status).toBe("finished");
  });

  it("can be repeated when it was too large", async () => {
    const headers = { "content-length": String(2 ** 40) };
    const tooLarge = await server.send({ method: "PUT", path, text: "{}", headers });
    expect(tooLarge.status).toBe(413);
    expect(await plan()).toMatchObject({ status: "pending", document: null });
    expect(await upload("{}")).toBe(200);
  });

  it("is too late after an hour", async () => {
    server.clock.advance(60 * 60 * 1_000);
    expect(await upload("{}")).toBe(404);
  });

  it("is too late when the run has ended", async () => {
    const cancel = "/api/v2/runs/run-0000000000000001/actions/cancel";
    await prepare(server, [{ method: "POST", path: cancel }]);
    expect(await upload("{}")).toBe(404);
    expect((await plan()).status).toBe("unreachable");
  });
});
