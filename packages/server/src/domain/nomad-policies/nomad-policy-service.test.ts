import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestServer } from "../../../test/harness/test-server.js";
import { type Actor, ANONYMOUS, SYSTEM } from "../access/actor.js";
import { ORGANIZATION_STANDING } from "../access/standing.js";
import type { Verb } from "../access/subject.js";
import { Conflict, NotPermitted } from "../errors.js";
import { NOMAD_POLICY_COUNT_LIMIT, writeNomadPolicy } from "./nomad-policy.js";

const draft = {
  name: "a",
  description: "",
  scope: "submit-job",
  enforcementLevel: "advisory",
  text: "main = true",
};

describe("Nomad's policies", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.close());

  const user = (isSiteAdmin: boolean): Actor => ({
    ...{ kind: "user", id: "user-1", name: "eve", isSiteAdmin },
    standings: new Map([
      ["acme", { ...ORGANIZATION_STANDING, permissions: new Set(["managePolicies"]) }],
    ]),
  });
  const token = (isManagement: boolean, ...policyVerbs: Verb[]): Actor => ({
    ...{ kind: "nomad token", id: "accessor", name: "ci", isManagement, policyVerbs },
  });
  const organization: Actor = { kind: "organization", name: "acme", standings: new Map() };

  it.each<[string, Actor, string[]]>([
    ["a site administrator everything", user(true), ["list", "read", "put", "delete"]],
    ["an owner of an organization nothing", user(false), []],
    ["an organization nothing", organization, []],
    ["nobody nothing", ANONYMOUS, []],
    ["a management token of Nomad everything", token(true), ["list", "read", "put", "delete"]],
    ["another token of Nomad nothing", token(false), []],
    ["one that may read that", token(false, "list", "read"), ["list", "read"]],
    ["one that may submit that", token(false, "create", "update"), ["put"]],
    ["one that may delete that", token(false, "delete"), ["delete"]],
  ])("allow %s", async (_, actor, allowed) => {
    const { policies } = server.nomad;
    const attempts: Record<string, () => Promise<unknown>> = {
      list: () => policies.list({ actor, isStale: false }),
      read: () => policies.find({ actor, name: "a", isStale: false }),
      put: () => policies.put(actor, draft),
      delete: () => policies.delete(actor, "a"),
    };
    const succeeded: string[] = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      const error = await attempt().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) succeeded.push(name);
      else expect(error).toBeInstanceOf(NotPermitted);
    }
    expect(succeeded).toEqual(allowed);
  });

  it("are limited in number, and can still be changed then", async () => {
    await server.store.indexed(async (tx, index) => {
      for (let number = 1; number < NOMAD_POLICY_COUNT_LIMIT; number++)
        await tx.nomadPolicies.put(writeNomadPolicy({ ...draft, name: `p${number}` }, null, index));
    });
    const { policies } = server.nomad;
    await policies.put(SYSTEM, draft);
    await expect(policies.put(SYSTEM, { ...draft, name: "b" })).rejects.toThrow(Conflict);
    await policies.put(SYSTEM, { ...draft, description: "changed" });
    expect((await policies.list({ actor: SYSTEM, isStale: false })).value).toHaveLength(1_000);
  });
});
