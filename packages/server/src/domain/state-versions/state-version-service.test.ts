import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cast, DEV, dataOf } from "../../../test/harness/cast.js";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";
import { STATE } from "../../evaluation/testing/fake-evaluator.js";
import { TOGETHER_LIMIT } from "./state-output-service.js";

const APP = "/workspaces/ws-0000000000000001";
const VERSION = "sv-0000000000000001";

/** What the wire does not show. */
describe("state versions", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.close());

  const send = async (method: "GET" | "POST" | "PUT", path: string, body?: object) =>
    server.send({ method, path: `/api/v2${path}`, ...(body === undefined ? {} : { body }) });
  const make = (attributes: object) =>
    send("POST", `${APP}/state-versions`, { data: { type: "state-versions", attributes } });
  const versions = () =>
    server.store.read((tx) =>
      tx.stateVersions.list("ws-0000000000000001", undefined, { number: 1, size: 9 }),
    );
  const statuses = async () => (await versions()).items.map(({ status }) => status);

  it("are uploaded once, however many come at the same time", async () => {
    await prepare(server, ["pending state"]);
    const { attributes } = dataOf(await send("GET", `/state-versions/${VERSION}`));
    const link = String(attributes["hosted-state-upload-url"]).slice(
      "http://portcullis.test".length,
    );
    const upload = async () => (await server.send({ method: "PUT", path: link, text: "x" })).status;
    const answers = await Promise.all([upload(), upload(), upload()]);
    expect(answers.sort()).toEqual([200, 404, 404]);
    expect(await statuses()).toEqual(["finalized"]);
    const { outputs } = STATE;
    const kept = await server.store.read((tx) => tx.stateVersions.outputsOf(VERSION));
    expect(kept).toHaveLength(outputs.length);
  });

  it("discard those that were never uploaded, and let nobody have the lock while one is", async () => {
    await prepare(server, ["pending state"]);
    expect((await send("POST", `${APP}/actions/unlock`)).status).toBe(422);
    const md5 = "9dd4e461268c8034f5c8564e155c67a6";
    expect((await make({ serial: 2, md5, state: "eA==" })).status).toBe(201);
    expect(await statuses()).toEqual(["finalized", "discarded"]);
    expect((await send("POST", `${APP}/actions/unlock`)).status).toBe(200);
  });

  it("that nobody uploads in time do not keep the workspace locked", async () => {
    await prepare(server, ["pending state", { advanceSeconds: 3_600 }]);
    expect((await send("POST", `${APP}/actions/unlock`)).status).toBe(200);
  });

  it("are made by whoever holds the lock, and by nobody else", async () => {
    await prepare(server, ["locked workspace"]);
    const cast = await Cast.assemble(server);
    const attributes = { serial: 1, md5: "9dd4e461268c8034f5c8564e155c67a6" };
    const body = { data: { type: "state-versions", attributes } };
    const refused = await cast.ask("O", "POST", `${APP}/state-versions`, body);
    expect(refused).toMatchObject({
      status: 409,
      body: { errors: [{ detail: expect.stringContaining('is locked by User "admin"') }] },
    });
    expect(await statuses()).toEqual([]);
  });

  it("show whoever may not make them no way to upload", async () => {
    await prepare(server, ["pending state"]);
    const cast = await Cast.assemble(server);
    const link = async (role: "R" | "U") => {
      const { attributes } = dataOf(await cast.ask(role, "GET", `/state-versions/${VERSION}`));
      return attributes["hosted-state-upload-url"];
    };
    expect(await link("R")).toBeNull();
    expect(await link("U")).toMatch(/^http/);
  });

  it("show their outputs to those who may see no more", async () => {
    await prepare(server, ["state"]);
    const cast = await Cast.assemble(server);
    const row = await cast.give(DEV, { id: "ws-0000000000000001", type: "workspaces" }, "custom");
    const status = async (path: string) => (await cast.ask("E", "GET", path)).status;
    const permissions = async () =>
      dataOf(await cast.ask("E", "GET", APP)).attributes.permissions as object;
    const allow = async (states: string) => {
      const attributes = { access: "custom", "state-versions": states };
      const body = { data: { type: "team-workspaces", attributes } };
      expect((await cast.ask("O", "PATCH", `/team-workspaces/${row}`, body)).status).toBe(200);
    };
    const seen = async () => [
      await status(`${APP}/current-state-version-outputs`),
      await status("/state-version-outputs/wsout-0000000000000001"),
      await status(`${APP}/current-state-version`),
      await status(`/state-versions/${VERSION}/download`),
    ];
    const included = async () => {
      const { body } = await cast.ask("E", "GET", `${APP}?include=outputs,current_state_version`);
      return (body as { included: { id: string }[] }).included.map(({ id }) => id);
    };
    const outputs = ["wsout-0000000000000001", "wsout-0000000000000002"];
    expect(await seen()).toEqual([404, 404, 404, 404]);
    expect(await included()).toEqual([]);
    await allow("read-outputs");
    expect(await seen()).toEqual([200, 200, 404, 404]);
    expect(await included()).toEqual(outputs);
    expect(await permissions()).toMatchObject({
      "can-read-state-outputs": true,
      "can-read-state-versions": false,
      "can-create-state-versions": false,
    });
    await allow("read");
    expect(await seen()).toEqual([200, 200, 200, 200]);
    expect((await included()).sort()).toEqual([VERSION, ...outputs].sort());
  });

  it("show the outputs of several workspaces at once unless they are too large together", async () => {
    await prepare(server, ["organization acme"]);
    const value = JSON.stringify("x".repeat(TOGETHER_LIMIT / 2));
    const large = { name: "large", isSensitive: false, type: "string", value };
    server.evaluator.inspectFile = async () => ({ ...STATE, outcome: "state", outputs: [large] });
    const workspaces = "/organizations/acme/workspaces";
    for (const name of ["app", "net"]) {
      const body = { data: { type: "workspaces", attributes: { name } } };
      const { id } = dataOf(await send("POST", workspaces, body));
      await send("POST", `/workspaces/${id}/actions/lock`);
      const attributes = { serial: 1, md5: STATE.md5, state: "eA==" };
      const state = { data: { type: "state-versions", attributes } };
      expect((await send("POST", `/workspaces/${id}/state-versions`, state)).status).toBe(201);
    }
    expect(await send("GET", `${workspaces}?include=outputs`)).toMatchObject({
      status: 400,
      body: { errors: [{ detail: expect.stringContaining("ask for a smaller page[size]") }] },
    });
    expect((await send("GET", `${workspaces}?include=outputs&page[size]=1`)).status).toBe(200);
    expect((await send("GET", `${workspaces}?include=organization`)).status).toBe(200);
  });

  it("are what policies see that was current when the plan was finished", async () => {
    await prepare(server, ["soft policy on workspace app", "run"]);
    const finish = async () =>
      prepare(server, [{ uploadPlan: "plan-0000000000000001" }, { work: "one" }]);
    const state = { serial: 1, md5: "9dd4e461268c8034f5c8564e155c67a6", state: "eA==" };
    await send("POST", `${APP}/actions/lock`);
    expect((await make(state)).status).toBe(201);
    await finish();
    expect((await make({ ...state, serial: 2, state: "eQ==" })).status).toBe(201);
    await server.work("all");
    const [request] = server.evaluator.checked;
    const [, first] = (await versions()).items;
    expect(request?.state).toBe(first?.state);
  });
});
