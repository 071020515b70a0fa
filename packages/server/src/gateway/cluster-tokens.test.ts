import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ANONYMOUS, type UserActor } from "../domain/access/actor.js";
import { NomadAclsDisabled, NotAuthenticated, Unavailable } from "../domain/errors.js";
import { ClusterTokens } from "./cluster-tokens.js";
import { CLIENT, FakeNomad, MANAGEMENT } from "./testing/fake-nomad.js";
import { Upstream } from "./upstream.js";

const admin = { kind: "user", id: "user-1", name: "admin", isSiteAdmin: true } as UserActor;
let nomad: FakeNomad;
let tokens: ClusterTokens;
beforeAll(async () => {
  nomad = await FakeNomad.start();
  tokens = tokensAt(nomad.port);
});
afterAll(() => nomad.close());
afterEach(() => nomad.scripted.clear());

function tokensAt(port: number): ClusterTokens {
  const none = { token: null, ca: null, certificate: null, key: null, serverName: null };
  const upstream = new Upstream({ url: `http://127.0.0.1:${port}`, ...none });
  const own = {
    authenticate: async (token: string | null) => {
      if (token === "own") return admin;
      throw new NotAuthenticated();
    },
  };
  return new ClusterTokens(own, upstream);
}

function answer(path: string, body: unknown, status = 200): void {
  nomad.scripted.set(`GET ${path}`, (_request, response) => {
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
}

const policy = (Sentinel: unknown) =>
  answer("/v1/acl/policy/submitters", { RulesJSON: { Sentinel } });
const all = ["list", "read", "create", "update", "delete"];

// Tokens and permissions.
describe("a token of the cluster", () => {
  it("for management may do everything", async () => {
    expect(await tokens.authenticate(MANAGEMENT)).toMatchObject({
      id: "a-manager",
      isManagement: true,
    });
  });

  it.each([
    ["no rules", null, []],
    ["read", { Policy: "read" }, ["list", "read"]],
    ["write", { Policy: "write" }, all],
    ["deny", { Policy: "deny", Capabilities: ["sentinel-read"] }, []],
    [
      "capabilities",
      { Policy: "", Capabilities: ["sentinel-submit", "sentinel-delete"] },
      ["create", "update", "delete"],
    ],
    ["a capability denied", { Capabilities: ["sentinel-read", "deny"] }, []],
  ])("with %s", async (_, sentinel, verbs) => {
    policy(sentinel);
    expect(await tokens.authenticate(CLIENT)).toMatchObject({
      id: "a-client",
      isManagement: false,
      policyVerbs: verbs,
    });
  });

  it("has the policies of its roles", async () => {
    answer("/v1/acl/token/self", {
      AccessorID: "a",
      Type: "client",
      Roles: [{ ID: "r1", Name: "r" }],
    });
    answer("/v1/acl/role/r1", { Policies: [{ Name: "submitters" }, { Name: "gone" }] });
    answer("/v1/acl/policy/gone", "ACL policy not found", 404);
    policy({ Policy: "read" });
    expect(await tokens.authenticate(CLIENT)).toMatchObject({ policyVerbs: ["list", "read"] });
  });

  it("that is missing is the anonymous one", async () => {
    answer("/v1/acl/policy/anonymous", { RulesJSON: { Sentinel: { Policy: "read" } } });
    expect(await tokens.authenticate(null)).toMatchObject({
      id: "anonymous",
      policyVerbs: ["list", "read"],
    });
  });

  it("that is unknown or expired is nobody's", async () => {
    await expect(tokens.authenticate("unknown")).rejects.toThrow(NotAuthenticated);
    answer("/v1/acl/token/self", "ACL token expired", 500);
    await expect(tokens.authenticate(CLIENT)).rejects.toThrow(NotAuthenticated);
  });

  it("that is a workload's identity may do nothing", async () => {
    expect(await tokens.authenticate("a.b.c")).toEqual(ANONYMOUS);
  });

  it("does not count where the cluster checks none", async () => {
    answer("/v1/acl/token/self", { AccessorID: "acls-disabled", Type: "client" });
    await expect(tokens.authenticate(CLIENT)).rejects.toThrow(NomadAclsDisabled);
  });

  it("cannot be asked about when the cluster is away or makes no sense", async () => {
    await expect(tokensAt(1).authenticate(CLIENT)).rejects.toThrow(Unavailable);
    answer("/v1/acl/policy/submitters", "<html>");
    await expect(tokens.authenticate(CLIENT)).rejects.toThrow(Unavailable);
    answer("/v1/acl/policy/submitters", "no", 500);
    await expect(tokens.authenticate(CLIENT)).rejects.toThrow(Unavailable);
  });
});

it("a token of this server counts without the cluster", async () => {
  expect(await tokensAt(1).authenticate("own")).toBe(admin);
});
