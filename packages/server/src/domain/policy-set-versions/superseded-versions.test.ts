import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Step } from "../../../test/harness/fixture.js";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";

const idOf = (number: number) => `polsetver-000000000000000${number}`;

const upload = (number: number): Step[] => [
  "policy set version",
  { uploadVersion: idOf(number) },
  { advanceSeconds: 1 },
];

describe("versions of a policy set that newer ones have taken the place of", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start({ keptVersions: 2 });
    await prepare(server, ["versioned policy set on workspace app", { advanceSeconds: 1 }]);
    await prepare(server, upload(2));
  });
  afterEach(() => server.close());

  async function versions(): Promise<string[]> {
    const path = "/api/v2/policy-sets/polset-0000000000000001/versions";
    const { body } = await server.send({ method: "GET", path });
    return (body as { data: { id: string }[] }).data.map(({ id }) => id);
  }

  it("are removed, the newest two are kept, and the trail tells of it", async () => {
    await server.upkeep();
    expect(await versions()).toEqual([idOf(2), idOf(1)]);
    await prepare(server, [...upload(3), ...upload(4)]);
    await server.upkeep();
    expect(await versions()).toEqual([idOf(4), idOf(3)]);
    const { items } = await server.store.read((tx) =>
      tx.audit.list("acme", {}, { number: 1, size: 2 }),
    );
    const details = { policySet: "polset-0000000000000001", kept: 2 };
    expect(items).toMatchObject([
      { actor: { kind: "system" }, verb: "delete", subject: { id: idOf(2) }, details },
      { actor: { kind: "system" }, verb: "delete", subject: { id: idOf(1) }, details },
    ]);
  });

  it("stay while they are in force, or while a run is to be checked with them", async () => {
    await prepare(server, ["run", "plan uploaded", { work: "one" }]);
    server.evaluator.inspectSet = async () => ({
      outcome: "problem",
      error: "invalid-policy",
      message: "no",
    });
    await prepare(server, [...upload(3), ...upload(4), ...upload(5)]);
    await server.upkeep();
    expect(await versions()).toEqual([idOf(5), idOf(4), idOf(2)]);
    server.evaluator.inspectSet = async () => ({ outcome: "policy set", policies: [] });
    await prepare(server, [...upload(6), ...upload(7)]);
    await server.upkeep();
    expect(await versions()).toEqual([idOf(7), idOf(6), idOf(2)]);
    await prepare(server, [{ work: "all" }]);
    expect((await server.store.read((tx) => tx.runs.get("run-0000000000000001"))).status).toBe(
      "policy_checked",
    );
    await server.upkeep();
    expect(await versions()).toEqual([idOf(7), idOf(6)]);
  });
});
