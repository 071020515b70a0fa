import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import {
  createStateVersion,
  type StateVersion,
} from "../../domain/state-versions/state-version.js";
import type { Transaction } from "../../domain/store.js";
import { HOSTILE_TEXT, insertOrganization, planOf, run, user, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const version = (name: string, given: Partial<StateVersion> = {}): StateVersion => ({
  ...createStateVersion(
    { serial: 1, md5: "d41d8cd98f00b204e9800998ecf8427e" },
    {
      id: `sv-${name}`,
      workspaceId: "ws-app",
      projectId: "prj-acme",
      organization: "acme",
      createdBy: null,
      createdAt: 1,
    },
  ),
  ...given,
});

const summary = {
  size: 5,
  version: 4,
  terraformVersion: "1.11.4",
  resourceCount: 3,
  resources: [
    { isManaged: true, type: "a", name: HOSTILE_TEXT, module: "", provider: "p", count: 3 },
  ],
};
const finalized = { status: "finalized", state: "ab", summary } as const;

const output = (name: string, of: string, value = "1") => ({
  id: `wsout-${name}`,
  stateVersionId: `sv-${of}`,
  name,
  isSensitive: name === "secret",
  type: ["list", "number"],
  value,
});

export function stateVersionContract({ transaction }: StoreUnderTest): void {
  const insertWorkspace = async (tx: Transaction) => {
    await insertOrganization(tx);
    await tx.workspaces.insert(workspace("app"));
  };
  const insert = async (tx: Transaction, ...versions: readonly StateVersion[]) => {
    for (const each of versions) await tx.stateVersions.insert(each);
  };

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertWorkspace(tx);
      await tx.users.insert(user("ann"));
      await insert(tx, version("a"));
      expect(await tx.stateVersions.get("sv-a")).toEqual(version("a"));
      const changed = version("a", {
        ...finalized,
        serial: Number.MAX_SAFE_INTEGER,
        lineage: HOSTILE_TEXT,
        jsonState: "cd",
        runId: "run-1",
        createdBy: "user-ann",
        rollbackOf: "sv-0",
      });
      await tx.stateVersions.save(changed);
      expect(await tx.stateVersions.getMany(["sv-a", "x"])).toEqual([changed]);
      expect([...(await tx.blobs.referenced(["ab", "cd", "ef"]))].sort()).toEqual(["ab", "cd"]);
      await expect(tx.stateVersions.get("x")).rejects.toThrow(NotFound);
    }));

  it("lists those of a workspace, the newest first, at one moment too", () =>
    transaction(async (tx) => {
      await insertWorkspace(tx);
      await tx.workspaces.insert(workspace("other"));
      await insert(
        tx,
        version("c", finalized),
        version("b", { status: "discarded" }),
        version("z", { workspaceId: "ws-other" }),
        version("a"),
      );
      const list = (...statuses: StateVersion["status"][]) =>
        tx.stateVersions.list("ws-app", statuses.length === 0 ? undefined : statuses, {
          number: 1,
          size: 2,
        });
      const page = await list();
      expect(page.items.map(({ id }) => id)).toEqual(["sv-a", "sv-b"]);
      expect(page).toMatchObject({ total: 3, hasNext: true });
      expect(await list("finalized", "pending")).toMatchObject({
        items: [{ id: "sv-a" }, { id: "sv-c" }],
        total: 2,
      });
      expect(await tx.stateVersions.pending("ws-app")).toMatchObject([{ id: "sv-a" }]);
    }));

  it("knows the current one of a workspace, and what that manages", () =>
    transaction(async (tx) => {
      await insertWorkspace(tx);
      expect(await tx.stateVersions.current("ws-app")).toBeNull();
      expect(await tx.workspaces.get("ws-app")).toMatchObject({
        currentStateVersionId: null,
        resourceCount: 0,
      });
      await insert(
        tx,
        version("b", finalized),
        version("a", { ...finalized, summary: { ...summary, resourceCount: 7 } }),
        version("new"),
      );
      expect(await tx.stateVersions.current("ws-app")).toMatchObject({ id: "sv-a" });
      expect(await tx.workspaces.getMany(["ws-app"])).toMatchObject([
        { currentStateVersionId: "sv-a", resourceCount: 7 },
      ]);
    }));

  it("keeps outputs in their order", () =>
    transaction(async (tx) => {
      await insertWorkspace(tx);
      await insert(tx, version("a"), version("b"));
      const many = Array.from({ length: 150 }, (_, index) =>
        output(`o${index}`, "a", HOSTILE_TEXT),
      );
      await tx.stateVersions.insertOutputs([...many, output("secret", "a")]);
      await tx.stateVersions.insertOutputs([output("other", "b")]);
      await tx.stateVersions.insertOutputs([]);
      expect(await tx.stateVersions.outputsOf("sv-a")).toEqual([...many, output("secret", "a")]);
      const outputsOf = await tx.stateVersions.outputsOfMany(["sv-b", "sv-a", "sv-none"]);
      expect(outputsOf("sv-a")).toEqual([...many, output("secret", "a")]);
      expect(outputsOf("sv-b")).toEqual([output("other", "b")]);
      expect(outputsOf("sv-none")).toEqual([]);
      const bytes = 150 * Buffer.byteLength(HOSTILE_TEXT) + 2;
      expect(await tx.stateVersions.sizeOfOutputs(["sv-a", "sv-b"])).toBe(bytes);
      expect(await tx.stateVersions.sizeOfOutputs(["sv-none"])).toBe(0);
      expect(await tx.stateVersions.sizeOfOutputs([])).toBe(0);
      const page = await tx.stateVersions.listOutputs("sv-a", { number: 2, size: 100 });
      expect(page).toMatchObject({ total: 151, hasNext: false });
      expect(page.items.map(({ name }) => name).slice(0, 2)).toEqual(["o100", "o101"]);
      expect(await tx.stateVersions.getOutput("wsout-secret")).toEqual(output("secret", "a"));
      await expect(tx.stateVersions.getOutput("x")).rejects.toThrow(NotFound);
    }));

  it("goes with its workspace, and is named by plans", () =>
    transaction(async (tx) => {
      await insertWorkspace(tx);
      await insert(tx, version("a"));
      await tx.stateVersions.insertOutputs([output("one", "a")]);
      const of = run("1");
      await tx.runs.insert(of);
      await tx.plans.insert({ ...planOf(of), stateVersionId: "sv-a" });
      expect(await tx.plans.getByRun("run-1")).toMatchObject({ stateVersionId: "sv-a" });
      expect(await tx.runs.find("run-1")).toMatchObject({ id: "run-1" });
      expect(await tx.runs.find("run-2")).toBeNull();
      await tx.workspaces.delete("ws-app");
      expect(await tx.stateVersions.getMany(["sv-a"])).toEqual([]);
      await expect(tx.stateVersions.getOutput("wsout-one")).rejects.toThrow(NotFound);
    }));
}
