import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";
import { COMMENT_LIMIT } from "./run-event.js";

const RUN = "/api/v2/runs/run-0000000000000001";

describe("the story of a run", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["organization acme", "workspace app", "run"]);
  });
  afterEach(() => server.close());

  const say = async (body: string) => {
    const document = { data: { type: "comments", attributes: { body } } };
    return server.send({ method: "POST", path: `${RUN}/comments`, body: document });
  };
  const run = () => server.store.read((tx) => tx.runs.get("run-0000000000000001"));

  it("takes as many comments as it may, and one more with what ends the run", async () => {
    const statuses = new Set<number>();
    for (let n = 1; n <= COMMENT_LIMIT; n++) statuses.add((await say(`comment ${n}`)).status);
    expect([...statuses]).toEqual([201]);
    const refused = await say("one more");
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Body is one too many: a run takes 100 comments");
    const path = `${RUN}/actions/cancel`;
    const cancel = { method: "POST", path, body: { comment: "enough" } } as const;
    expect((await server.send(cancel)).status).toBe(202);
    const { commentIds, eventIds } = await run();
    expect(commentIds).toHaveLength(COMMENT_LIMIT + 1);
    expect(eventIds).toHaveLength(COMMENT_LIMIT + 2);
  });

  it("keeps the order of what is said at the same time", async () => {
    const said = ["a", "b", "c", "d", "e"];
    await Promise.all(said.map(say));
    const { eventIds, commentIds } = await run();
    expect(new Set(eventIds).size).toBe(1 + said.length);
    expect(commentIds).toHaveLength(said.length);
  });

  it("tells nothing of what was not possible", async () => {
    const path = `${RUN}/actions/apply`;
    const apply = { method: "POST", path, body: { comment: "go" } } as const;
    expect((await server.send(apply)).status).toBe(409);
    expect(await run()).toMatchObject({ commentIds: [], eventIds: ["re-0000000000000001"] });
  });
});
