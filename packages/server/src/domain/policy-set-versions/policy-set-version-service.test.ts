import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepare } from "../../../test/harness/play.js";
import { BASE_URL, TestServer } from "../../../test/harness/test-server.js";
import type { PolicySetInspection } from "../evaluation/evaluator.js";
import { ARCHIVE_LIMIT, ERROR_MESSAGE_LIMIT } from "./policy-set-version.js";

const SET = "polset-0000000000000001";
const FIRST = "polsetver-0000000000000001";
const SECOND = "polsetver-0000000000000002";

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
  await prepare(server, ["versioned policy set"]);
});
afterEach(() => server.close());

/** Where a version's link leads. */
async function linkOf(id: string): Promise<string> {
  const answer = await server.send({ method: "GET", path: `/api/v2/policy-set-versions/${id}` });
  const { data } = answer.body as { data: { links: { upload: string } } };
  return data.links.upload.slice(BASE_URL.length);
}

const upload = async (path: string, text = "archive") =>
  (await server.send({ method: "PUT", path, text, headers: { authorization: "" } })).status;
const version = (id = FIRST) => server.store.read((tx) => tx.policySetVersions.get(id));
const set = () => server.store.read((tx) => tx.policySets.get(SET));
const problem: PolicySetInspection = {
  outcome: "problem",
  error: "invalid-policy",
  message: "tags.sentinel:1:1: unexpected end of file",
};

describe("the upload of a policy set version", () => {
  it("succeeds once, however many come at the same time", async () => {
    const path = await linkOf(FIRST);
    const statuses = await Promise.all(["1", "2", "3", "4"].map((text) => upload(path, text)));
    expect(statuses.sort()).toEqual([200, 404, 404, 404]);
    expect(await version()).toMatchObject({ status: "ready", policies: [{ name: "tags" }] });
  });

  it("can be repeated when it was too large; nothing of it is kept", async () => {
    const path = await linkOf(FIRST);
    expect(await upload(path, "x".repeat(ARCHIVE_LIMIT + 1))).toBe(413);
    expect(await version()).toMatchObject({ status: "pending", archive: null });
    expect(await upload(path, "x".repeat(ARCHIVE_LIMIT))).toBe(200);
    expect((await version()).status).toBe("ready");
  });

  it("can be repeated when the server failed on the way", async () => {
    const path = await linkOf(FIRST);
    const { inspectSet } = server.evaluator;
    server.evaluator.inspectSet = async () => {
      throw new Error("the evaluator broke");
    };
    expect(await upload(path)).toBe(500);
    expect(await version()).toMatchObject({ status: "pending", archive: null });
    server.evaluator.inspectSet = inspectSet;
    expect(await upload(path)).toBe(200);
  });

  it("is too late after an hour, and when the set is gone", async () => {
    const path = await linkOf(FIRST);
    server.clock.advance(60 * 60 * 1_000);
    expect(await upload(path)).toBe(404);
    await prepare(server, ["policy set version"]);
    const second = await linkOf(SECOND);
    await prepare(server, [{ method: "DELETE", path: `/api/v2/policy-sets/${SET}` }]);
    expect(await upload(second)).toBe(404);
  });

  it("leaves nothing when the set goes while it is read", async () => {
    const path = await linkOf(FIRST);
    const { inspectSet } = server.evaluator;
    server.evaluator.inspectSet = async (...asked) => {
      await prepare(server, [{ method: "DELETE", path: `/api/v2/policy-sets/${SET}` }]);
      return inspectSet(...asked);
    };
    expect(await upload(path)).toBe(404);
  });

  it("leaves the version that is in force alone when another is at fault", async () => {
    await upload(await linkOf(FIRST));
    await prepare(server, ["policy set version"]);
    server.evaluator.inspectSet = async () => problem;
    expect(await upload(await linkOf(SECOND))).toBe(200);
    expect(await version(SECOND)).toMatchObject({
      status: "errored",
      error: "invalid-policy",
      errorMessage: "tags.sentinel:1:1: unexpected end of file",
    });
    expect(await set()).toMatchObject({ currentVersionId: FIRST, newestVersionId: SECOND });
  });

  it("puts the newest of those in force that are ready, in whatever order they come", async () => {
    await prepare(server, ["policy set version"]);
    await upload(await linkOf(SECOND));
    await upload(await linkOf(FIRST));
    expect(await set()).toMatchObject({ currentVersionId: SECOND, newestVersionId: SECOND });
  });

  it("keeps so much of what is wrong, and no more", async () => {
    const message = "x".repeat(ERROR_MESSAGE_LIMIT + 1);
    server.evaluator.inspectSet = async () => ({ ...problem, message });
    await upload(await linkOf(FIRST));
    expect((await version()).errorMessage).toBe(`${"x".repeat(ERROR_MESSAGE_LIMIT)}…`);
  });
});
