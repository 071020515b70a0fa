import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { createPolicyCheck } from "../../domain/policy-checks/policy-check.js";
import {
  createUploadedVersion,
  type PolicySetVersion,
} from "../../domain/policy-set-versions/policy-set-version.js";
import type { Transaction } from "../../domain/store.js";
import { HOSTILE_TEXT, insertOrganization, policy, policySet, run, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const version = (name: string, given: Partial<PolicySetVersion> = {}): PolicySetVersion => ({
  ...createUploadedVersion({
    id: `polsetver-${name}`,
    policySetId: "polset-prod",
    organization: "acme",
    createdAt: 1,
  }),
  ...given,
});

const ready = { status: "ready", archive: "ab" } as const;

export function policySetVersionContract({ transaction }: StoreUnderTest): void {
  const insertSet = async (tx: Transaction) => {
    await insertOrganization(tx);
    await tx.policySets.insert({ ...policySet("prod", { isGlobal: true }), isVersioned: true });
  };
  const insert = async (tx: Transaction, ...versions: readonly PolicySetVersion[]) => {
    for (const each of versions) await tx.policySetVersions.insert(each);
  };

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertSet(tx);
      await insert(tx, version("a"));
      expect(await tx.policySetVersions.get("polsetver-a")).toEqual(version("a"));
      const changed = version("a", {
        source: "github",
        status: "errored",
        statusTimes: { ingressing: 2, errored: 3 },
        archive: "ab",
        policies: [{ name: "tags", level: "hard-mandatory" }],
        error: "invalid-policy",
        errorMessage: HOSTILE_TEXT,
        ingress: { commitSha: "c0", commitUrl: "https://git.test/c0", identifier: "acme/policies" },
        updatedAt: 5,
      });
      await tx.policySetVersions.save(changed);
      expect(await tx.policySetVersions.getForUpdate("polsetver-a")).toEqual(changed);
      expect(await tx.policySetVersions.getMany(["polsetver-a", "x"])).toEqual([changed]);
      expect([...(await tx.blobs.referenced(["ab", "cd"]))]).toEqual(["ab"]);
    }));

  it("lists those of a set, the newest first, and knows the newest that is ready", () =>
    transaction(async (tx) => {
      await insertSet(tx);
      await tx.policySets.insert(policySet("other"));
      expect(await tx.policySets.get("polset-prod")).toMatchObject({
        newestVersionId: null,
        currentVersionId: null,
      });
      await insert(
        tx,
        version("b", { createdAt: 2, ...ready }),
        version("a", { createdAt: 2, ...ready }),
        version("old", { createdAt: 1, ...ready }),
        version("new", { createdAt: 3, status: "errored" }),
      );
      const page = await tx.policySetVersions.list("polset-prod", { number: 1, size: 3 });
      expect(page.items.map(({ id }) => id)).toEqual([
        "polsetver-new",
        "polsetver-b",
        "polsetver-a",
      ]);
      expect(page).toMatchObject({ total: 4, hasNext: true });
      expect(await tx.policySets.getMany(["polset-prod", "polset-other"])).toMatchObject([
        { id: "polset-other", newestVersionId: null, currentVersionId: null },
        { newestVersionId: "polsetver-new", currentVersionId: "polsetver-b" },
      ]);
    }));

  it("is what is enforced, once one is ready", () =>
    transaction(async (tx) => {
      await insertSet(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.policies.insert(policy("tags"));
      await tx.policySets.insert(policySet("single", { isGlobal: true }));
      await tx.policySets.addPolicies("polset-single", ["pol-tags"]);
      const single = {
        id: "polset-single",
        name: "single",
        policies: [{ id: "pol-tags", name: "tags" }],
      };
      const enforced = () => tx.policySets.enforcedOn(workspace("app"));
      await insert(tx, version("a"));
      expect(await enforced()).toMatchObject([single]);
      await tx.policySetVersions.save(version("a", ready));
      const prod = { id: "polset-prod", name: "prod", versionId: "polsetver-a", policies: [] };
      expect(await enforced()).toMatchObject([prod, single]);
    }));

  it("goes with its set", () =>
    transaction(async (tx) => {
      await insertSet(tx);
      await insert(tx, version("a"));
      await tx.policySets.delete("polset-prod");
      await expect(tx.policySetVersions.get("polsetver-a")).rejects.toThrow(NotFound);
    }));

  it("knows which of them newer ones have taken the place of, the oldest first", () =>
    transaction(async (tx) => {
      await insertSet(tx);
      await tx.policySets.insert({ ...policySet("other"), isVersioned: true });
      expect(await tx.policySetVersions.setsAfter("", 9)).toEqual(["polset-other", "polset-prod"]);
      expect(await tx.policySetVersions.setsAfter("", 1)).toEqual(["polset-other"]);
      expect(await tx.policySetVersions.setsAfter("polset-other", 1)).toEqual(["polset-prod"]);
      await insert(
        tx,
        version("a", { ...ready, createdAt: 1 }),
        version("b", { status: "pending", createdAt: 2 }),
        version("c", { ...ready, createdAt: 3 }),
        version("d", { status: "pending", createdAt: 4 }),
        version("e", { status: "errored", createdAt: 5 }),
        version("f", { status: "errored", createdAt: 6 }),
        version("x", { policySetId: "polset-other", createdAt: 1 }),
      );
      const superseded = async (kept: number, limit = 9) => {
        const query = { kept, uploadsSince: 4, limit };
        const found = await tx.policySetVersions.superseded("polset-prod", query);
        return found.map(({ id }) => id.replace("polsetver-", ""));
      };
      // "c" is in force, "d" awaits its upload, "f" is the newest.
      expect(await superseded(1)).toEqual(["a", "b", "e"]);
      expect(await superseded(1, 2)).toEqual(["a", "b"]);
      expect(await superseded(4)).toEqual(["a", "b"]);
      expect(await superseded(6)).toEqual([]);
      await tx.policySetVersions.delete("polsetver-b");
      expect(await superseded(1)).toEqual(["a", "e"]);
    }));

  it("leaves those alone that queued work is about", () =>
    transaction(async (tx) => {
      await insertSet(tx);
      await insert(
        tx,
        version("a", { ...ready, createdAt: 1 }),
        version("b", { ...ready, createdAt: 2 }),
        version("c", { ...ready, createdAt: 3 }),
      );
      await tx.workspaces.insert(workspace("app"));
      const set = { id: "polset-prod", name: "prod", policies: [] };
      for (const [name, versionId] of [
        ["1", "polsetver-a"],
        ["2", "polsetver-b"],
      ] as const) {
        await tx.runs.insert(run(name));
        await tx.policyChecks.insert(
          createPolicyCheck({
            id: `polchk-${name}`,
            runId: `run-${name}`,
            workspaceId: "ws-app",
            projectId: "prj-acme",
            organization: "acme",
            policySets: [{ ...set, versionId }],
            createdAt: 1,
          }),
        );
      }
      await tx.work.enqueue("work-1", "check-policies", "run-1", 1);
      const superseded = async () => {
        const query = { kept: 1, uploadsSince: 1, limit: 1 };
        return (await tx.policySetVersions.superseded("polset-prod", query)).map(({ id }) => id);
      };
      expect(await superseded()).toEqual(["polsetver-b"]);
      await tx.work.withdraw("run-1");
      expect(await superseded()).toEqual(["polsetver-a"]);
    }));
}
