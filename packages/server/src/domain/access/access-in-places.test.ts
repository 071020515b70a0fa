import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cast, dataOf, type Role } from "../../../test/harness/cast.js";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";

const APP = { id: "ws-0000000000000001", type: "workspaces" } as const;
const DEFAULT_PROJECT = { id: "prj-0000000000000001", type: "projects" } as const;

/** What teams may do in single workspaces and projects, as far as the table of every route does not show it. */
describe("permissions in one place", () => {
  let server: TestServer;
  let cast: Cast;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["run with soft failed policies"]);
    cast = await Cast.assemble(server);
  });
  afterEach(() => server.close());

  async function names(role: Role, path: string): Promise<unknown[]> {
    const { body } = await cast.ask(role, "GET", path);
    const { data } = body as { data: { id: string; attributes: { name?: string } }[] };
    return data.map(({ id, attributes }) => attributes.name ?? id);
  }
  const status = async (...request: Parameters<Cast["ask"]>) => (await cast.ask(...request)).status;
  const inProject = (id: string) => ({ project: { data: { id, type: "projects" } } });

  it("decide which workspaces, projects and runs are listed", async () => {
    const project = await cast.create("/organizations/acme/projects", "projects", { name: "net" });
    const path = "/organizations/acme/workspaces";
    const attributes = { name: "router" };
    const router = await cast.create(path, "workspaces", attributes, inProject(project));
    const workspace = { workspace: { data: { id: router, type: "workspaces" } } };
    const run = await cast.create("/runs", "runs", { "plan-upload": true }, workspace);
    const seen = async (role: Role) => [
      ...(await names(role, path)),
      ...(await names(role, "/organizations/acme/projects")),
      ...(await names(role, "/organizations/acme/runs")),
    ];
    const all = ["app", "router", "Default Project", "net", run, "run-0000000000000001"];
    expect(await seen("W")).toEqual(all);
    expect(await seen("B")).toEqual(["app", "Default Project", "run-0000000000000001"]);
    expect(await seen("R")).toEqual(["app", "run-0000000000000001"]);
    expect(await seen("E")).toEqual([]);
    expect(await status("R", "GET", `/workspaces/${router}`)).toBe(404);
    expect(await status("B", "GET", `/runs/${run}`)).toBe(404);
  });

  it("add up, whichever team they come from, and end with the team's access", async () => {
    const lock = () => status("R", "POST", `/workspaces/${APP.id}/actions/lock`);
    expect(await lock()).toBe(404);
    const writers = await cast.create("/organizations/acme/teams", "teams", { name: "extra" });
    const users = { data: [{ id: "role-r", type: "users" }] };
    expect(await status("A", "POST", `/teams/${writers}/relationships/users`, users)).toBe(204);
    const row = await cast.give(writers, APP, "write");
    expect(await lock()).toBe(200);
    expect(await status("R", "POST", `/workspaces/${APP.id}/actions/unlock`)).toBe(200);
    expect(await status("A", "DELETE", `/team-workspaces/${row}`)).toBe(204);
    expect(await lock()).toBe(404);
    expect(await status("R", "GET", `/workspaces/${APP.id}`)).toBe(200);
  });

  it("follow a workspace into another project", async () => {
    const project = await cast.create("/organizations/acme/projects", "projects", { name: "net" });
    expect(await status("B", "GET", "/runs/run-0000000000000001/policy-checks")).toBe(200);
    const move = { data: [APP] };
    const path = `/projects/${project}/relationships/workspaces`;
    expect(await status("F", "POST", path, move)).toBe(404);
    expect(await status("J", "POST", path, move)).toBe(204);
    expect(await status("B", "GET", "/runs/run-0000000000000001/policy-checks")).toBe(404);
    expect(await status("R", "GET", "/runs/run-0000000000000001/policy-checks")).toBe(200);
  });

  it("do not let anybody move a workspace where he may not make one", async () => {
    const project = await cast.create("/organizations/acme/projects", "projects", { name: "net" });
    const change = { data: { type: "workspaces", relationships: inProject(project) } };
    expect(await status("F", "PATCH", `/workspaces/${APP.id}`, change)).toBe(422);
    expect(await status("D", "PATCH", `/workspaces/${APP.id}`, change)).toBe(422);
    expect(await status("W", "PATCH", `/workspaces/${APP.id}`, change)).toBe(200);
  });

  it("let only those give overrides who have or delegate them", async () => {
    const team = await cast.create("/organizations/acme/teams", "teams", {
      name: "deciders",
      visibility: "organization",
    });
    const giving = (overrides: boolean) => ({
      data: {
        type: "team-workspaces",
        attributes: { access: "read", "policy-overrides": overrides },
        relationships: {
          team: { data: { id: team, type: "teams" } },
          workspace: { data: APP },
        },
      },
    });
    const refused = await cast.ask("D", "POST", "/team-workspaces", giving(true));
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ source: { pointer: "/data/attributes/policy-overrides" } }] },
    });
    expect(await status("G", "POST", "/team-workspaces", giving(true))).toBe(404);
    await cast.give("team-0000000000000014", APP, "admin");
    const row = dataOf(await cast.ask("G", "POST", "/team-workspaces", giving(true))).id;
    const level = { data: { type: "team-workspaces", attributes: { access: "write" } } };
    expect(await status("D", "PATCH", `/team-workspaces/${row}`, level)).toBe(200);
    const shown = dataOf(await cast.ask("A", "GET", `/team-workspaces/${row}`));
    expect(shown.attributes).toMatchObject({ access: "write", "policy-overrides": true });
    const off = { data: { type: "team-workspaces", attributes: { "policy-overrides": false } } };
    expect(await status("D", "PATCH", `/team-workspaces/${row}`, off)).toBe(200);
    const on = { data: { type: "team-workspaces", attributes: { "policy-overrides": true } } };
    expect(await status("D", "PATCH", `/team-workspaces/${row}`, on)).toBe(422);
  });

  it("hide the access of secret teams from those who do not know of them", async () => {
    const path = `/team-projects?filter[project][id]=${DEFAULT_PROJECT.id}`;
    const ids = async (role: Role) => {
      const { body } = await cast.ask(role, "GET", path);
      return (body as { data: unknown[] }).data.length;
    };
    expect(await ids("O")).toBe(4);
    expect(await ids("B")).toBe(1);
    expect(await ids("P")).toBe(0);
  });

  it("are told truly in documents", async () => {
    const permissions = async (role: Role, path: string) =>
      dataOf(await cast.ask(role, "GET", path)).attributes.permissions;
    expect(await permissions("N", `/workspaces/${APP.id}`)).toMatchObject({
      "can-update": false,
      "can-destroy": false,
      "can-queue-run": true,
      "can-queue-apply": false,
      "can-read-settings": true,
      "can-lock": false,
      "can-manage-tags": false,
    });
    const check = "/policy-checks/polchk-0000000000000001";
    expect(await permissions("K", check)).toEqual({ "can-override": true });
    expect(await permissions("D", check)).toEqual({ "can-override": false });
    expect(await permissions("F", `/projects/${DEFAULT_PROJECT.id}`)).toEqual({
      "can-read": true,
      "can-update": false,
      "can-destroy": false,
      "can-create-workspace": true,
    });
  });
});
