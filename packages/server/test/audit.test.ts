import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PolicyFollower } from "../src/domain/nomad-policies/policy-follower.js";
import { prepare } from "./harness/play.js";
import { ADMIN_KEY, TestServer } from "./harness/test-server.js";

describe("the audit trail", () => {
  let folder: string;
  let server: TestServer;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-audit-"));
    server = await TestServer.start({ database: join(folder, "test.db") });
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** Each entry in a line, the oldest first. */
  function entries(): string[] {
    const db = new DatabaseSync(join(folder, "test.db"));
    const rows = db.prepare("SELECT * FROM audit_entries ORDER BY position").all();
    db.close();
    return rows.map(({ actor, verb, noun, subject_id: id, details }) => {
      const { kind, name } = JSON.parse(actor);
      return `${name ?? kind} ${verb} ${noun} ${id} ${details}`;
    });
  }

  it("tells of versions and of what became of them", async () => {
    await prepare(server, [
      "versioned policy set",
      { setProblem: { error: "invalid-archive", message: "no gzip" } },
      { uploadVersion: "polsetver-0000000000000001" },
    ]);
    expect(entries().slice(-2)).toEqual([
      'admin create policy set version polsetver-0000000000000001 {"policySet":"polset-0000000000000001"}',
      expect.stringMatching(
        /^link upload policy set version polsetver-0000000000000001 \{"sha256":"[0-9a-f]{64}","status":"errored","error":"invalid-archive"\}$/,
      ),
    ]);
  });

  it("tells who did what, from the first start to the override", async () => {
    await prepare(server, [
      "run with soft failed policies",
      {
        method: "POST",
        path: "/api/v2/policy-checks/polchk-0000000000000001/actions/override",
        body: { comment: "agreed with security" },
      },
      { method: "DELETE", path: "/api/v2/policies/pol-0000000000000001" },
      { method: "DELETE", path: "/api/v2/organizations/acme" },
    ]);
    const sha256 = expect.stringMatching(/\{"sha256":"[0-9a-f]{64}"\}$/);
    expect(entries()).toEqual([
      'system create token at-0000000000000001 {"user":"admin","reason":"first start"}',
      "admin create organization acme {}",
      'admin create workspace ws-0000000000000001 {"name":"app"}',
      'admin create policy pol-0000000000000001 {"name":"tags","enforcementLevel":"soft-mandatory"}',
      sha256,
      'admin create policy set polset-0000000000000001 {"name":"prod","isGlobal":false,"policies":["pol-0000000000000001"],"workspaces":["ws-0000000000000001"]}',
      'admin create run run-0000000000000001 {"workspace":"app"}',
      sha256,
      'system evaluate policy check polchk-0000000000000001 {"run":"run-0000000000000001","verdict":"soft_failed"}',
      'admin override policy check polchk-0000000000000001 {"run":"run-0000000000000001","comment":"agreed with security"}',
      'admin delete policy pol-0000000000000001 {"name":"tags"}',
      "admin delete organization acme {}",
    ]);
    expect(entries().join()).not.toContain(ADMIN_KEY);
  });

  it("tells who was let in, who may do what, and which keys exist, without any key", async () => {
    const team = "/api/v2/teams/team-0000000000000002";
    const members = { data: [{ id: "eve", type: "users" }] };
    const access = { "organization-access": { "manage-policies": true } };
    await prepare(server, [
      "organization acme",
      "eve in team dev",
      { method: "PATCH", path: team, body: { data: { type: "teams", attributes: access } } },
      { method: "DELETE", path: `${team}/relationships/users`, body: members },
      "token of team dev",
      { method: "DELETE", path: `${team}/authentication-token` },
      { method: "DELETE", path: "/api/v2/organization-memberships/ou-0000000000000002" },
      { method: "DELETE", path: team },
    ]);
    expect(entries().slice(2)).toEqual([
      'admin create team team-0000000000000002 {"name":"dev","access":[]}',
      'admin create organization membership ou-0000000000000002 {"user":"eve","teams":["dev"]}',
      'admin update team team-0000000000000002 {"name":"dev","access":["managePolicies"]}',
      'admin manage members team team-0000000000000002 {"name":"dev","removed":["eve"]}',
      'admin create token at-0000000000000002 {"owner":"team team-0000000000000002","description":""}',
      'admin delete token at-0000000000000002 {"owner":"team team-0000000000000002","description":""}',
      'admin delete organization membership ou-0000000000000002 {"user":"eve"}',
      'admin delete team team-0000000000000002 {"name":"dev"}',
    ]);
    expect(entries().join()).not.toContain("portcullis-test-key");
  });

  it("has no entry for what was refused, and none for what changed nothing", async () => {
    await prepare(server, ["organization acme", "policy tags"]);
    const before = entries();
    const path = "/api/v2/policies/pol-0000000000000001";
    await server.send({ method: "PATCH", path, body: { data: { type: "policies" } } });
    const attributes = { "enforcement-level": "mandatory" };
    await server.send({ method: "PATCH", path, body: { data: { type: "policies", attributes } } });
    expect(entries()).toEqual(before);
  });

  it("tells what was done to Nomad's policies, in the transaction that took the index", async () => {
    const { actor } = await server.tokens.authenticate(ADMIN_KEY);
    const { policies } = server.nomad;
    const draft = { name: "a", description: "", scope: "submit-job", enforcementLevel: "advisory" };
    await policies.put(actor, { ...draft, text: "main = true" });
    await policies.put(actor, {
      ...draft,
      enforcementLevel: "hard-mandatory",
      text: "main = true",
    });
    await policies.delete(actor, "a");
    await policies.delete(actor, "a");
    await expect(policies.put(actor, { ...draft, text: "!!" })).rejects.toThrow("invalid");
    expect(entries().slice(1)).toEqual([
      expect.stringMatching(
        /^admin create nomad policy a \{"scope":"submit-job","enforcementLevel":"advisory","hash":"[0-9a-f]{64}"\}$/,
      ),
      expect.stringMatching(
        /^admin update nomad policy a \{"scope":"submit-job","enforcementLevel":"hard-mandatory","hash":"[0-9a-f]{64}"\}$/,
      ),
      "admin delete nomad policy a {}",
    ]);
  });

  it("tells what a copy of another region took over, and from where", async () => {
    const origin = {
      region: "us",
      list: async () => ({ index: 7, policies: [{ name: "a", hash: "" }] }),
      read: async (name: string) => ({
        ...{ name, description: "", scope: "submit-job", enforcementLevel: "advisory" },
        text: "main = true",
      }),
    };
    const log = { lost: () => {}, found: () => {}, refused: () => {} };
    const follower = new PolicyFollower(server, origin, log);
    follower.start();
    await expect
      .poll(() => entries().slice(1))
      .toEqual(['system create nomad policy a {"region":"us"}']);
    await follower.close();
  });
});
