import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";
import { run } from "../../store/contract/samples.js";
import { QUEUE_LIMIT } from "./run-queue.js";

const place = { workspaceId: "ws-0000000000000001", projectId: "prj-0000000000000001" };

describe("runs that wait", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["organization acme", "workspace app"]);
  });
  afterEach(() => server.close());

  const insert = (count: number) =>
    server.store.transaction(async (tx) => {
      for (let n = 1; n <= count; n++)
        await tx.runs.insert(run(`${n}`, { ...place, createdAt: n }));
    });
  const force = (id: string) =>
    server.send({ method: "POST", path: `/api/v2/runs/${id}/actions/force-execute` });

  it("are discarded for one that is executed by force, unless they are too many", async () => {
    await insert(102);
    const refused = await force("run-102");
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("more than 100 runs are in the way: discard some");
    const { status } = await server.store.read((tx) => tx.runs.get("run-1"));
    expect(status).toBe("pending");
  });

  it("are shown in the queue, the latest of them", async () => {
    await insert(QUEUE_LIMIT + 1);
    const path = "/api/v2/organizations/acme/runs/queue?page[size]=1";
    const { body } = await server.send({ method: "GET", path });
    expect(body).toMatchObject({
      data: [{ id: "run-2", attributes: { "position-in-queue": 1 } }],
      meta: { pagination: { "total-count": QUEUE_LIMIT } },
    });
  });
});
