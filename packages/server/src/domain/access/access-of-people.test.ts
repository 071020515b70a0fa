import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cast, DEV, dataOf, type Role } from "../../../test/harness/cast.js";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";

const OWNERS = "team-0000000000000001";

/** What the table of every route with every role does not show. */
describe("permissions", () => {
  let server: TestServer;
  let cast: Cast;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["organization acme"]);
    cast = await Cast.assemble(server, ["projects"]);
  });
  afterEach(() => server.close());

  async function names(role: Role, path: string): Promise<string[]> {
    const { body } = await cast.ask(role, "GET", path);
    const { data } = body as { data: { attributes: { name: string } }[] };
    return data.map(({ attributes }) => attributes.name);
  }
  const status = async (...request: Parameters<Cast["ask"]>) => (await cast.ask(...request)).status;
  const user = (name: string) => ({ data: [{ id: name, type: "users" }] });
  const teamWith = (attributes: object) => ({ data: { type: "teams", attributes } });

  it("decide which organizations are listed", async () => {
    expect(await names("A", "/organizations")).toEqual(["acme", "globex"]);
    expect(await names("E", "/organizations")).toEqual(["acme"]);
    expect(await names("S", "/organizations")).toEqual(["globex"]);
    expect(await names("o", "/organizations")).toEqual(["acme"]);
  });

  it("hide secret teams from those who are not in them", async () => {
    expect(await names("E", "/organizations/acme/teams")).toEqual(["dev", "owners"]);
    expect(await names("P", "/organizations/acme/teams")).toEqual(["owners", "policies"]);
    expect(await names("T", "/organizations/acme/teams")).toHaveLength(18);
  });

  it("let nobody but owners touch the owners", async () => {
    for (const role of ["M", "T"] as const) {
      const path = `/teams/${OWNERS}`;
      expect(await status(role, "POST", `${path}/relationships/users`, user("role-t"))).toBe(404);
      expect(await status(role, "DELETE", `${path}/relationships/users`, user("admin"))).toBe(404);
      expect(await status(role, "POST", `${path}/authentication-token`)).toBe(404);
      expect(await status(role, "PATCH", path, teamWith({ name: "bosses" }))).toBe(404);
      const membership = "/organization-memberships/ou-0000000000000001";
      expect(await status(role, "DELETE", membership)).toBe(404);
    }
    expect(await status("O", "POST", `/teams/${OWNERS}/authentication-token`)).toBe(201);
  });

  it("do not let anybody invite into a team whose members he may not choose", async () => {
    const teams = { data: [{ id: OWNERS, type: "teams" }] };
    const attributes = { email: "new@acme.test" };
    const body = {
      data: { type: "organization-memberships", attributes, relationships: { teams } },
    };
    const path = "/organizations/acme/organization-memberships";
    expect(await status("M", "POST", path, body)).toBe(422);
    expect(await status("O", "POST", path, body)).toBe(201);
  });

  it("do not let those who manage teams grant what teams may do", async () => {
    const access = { "organization-access": { "manage-policies": true } };
    const path = "/organizations/acme/teams";
    expect(await status("T", "POST", path, teamWith({ name: "new", ...access }))).toBe(404);
    expect(await status("T", "PATCH", `/teams/${DEV}`, teamWith(access))).toBe(404);
    expect(await status("T", "PATCH", `/teams/${DEV}`, teamWith({ name: "devs" }))).toBe(200);
  });

  it("do not let members have the team's token where that was forbidden", async () => {
    const change = teamWith({ "allow-member-token-management": false });
    expect(await status("O", "PATCH", `/teams/${DEV}`, change)).toBe(200);
    expect(await status("E", "POST", `/teams/${DEV}/authentication-token`)).toBe(404);
    expect(await status("T", "POST", `/teams/${DEV}/authentication-token`)).toBe(201);
  });

  it("end with the membership, at the next request", async () => {
    const path = "/organizations/acme/policies";
    expect(await status("P", "GET", path)).toBe(200);
    const team = "/teams/team-0000000000000003/relationships/users";
    expect(await status("O", "DELETE", team, user("role-p"))).toBe(204);
    expect(await status("P", "GET", path)).toBe(404);
    expect(await status("t", "GET", path)).toBe(200);
  });

  it("are told truly in documents", async () => {
    const permissions = async (role: Role, path: string) =>
      dataOf(await cast.ask(role, "GET", path)).attributes.permissions;
    expect(await permissions("P", "/organizations/acme")).toEqual({
      "can-traverse": true,
      "can-update": false,
      "can-destroy": false,
      "can-create-workspace": false,
      "can-read-policies": true,
      "can-update-sentinel": true,
    });
    expect(await permissions("E", `/teams/${DEV}`)).toEqual({
      "can-update-membership": false,
      "can-update-organization-access": false,
      "can-update-api-token": true,
      "can-update-visibility": false,
      "can-destroy": false,
    });
  });
});
