import { expect, it } from "vitest";
import type { Transaction } from "../../domain/store.js";
import type { TaggedKind } from "../../domain/tags/tag-store.js";
import type { WorkspaceQuery } from "../../domain/workspaces/workspace-store.js";
import { insertOrganization, policy, policySet, project, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const PAGE = { number: 1, size: 20 };

const tag = (name: string, organization = "acme") => ({
  id: `tag-${organization}-${name}`,
  organization,
  name,
  createdAt: 1,
});

/** Workspaces "app" and "shop", the latter in the project "net", and tags "env", "net" and "team". */
async function prepare(tx: Transaction): Promise<void> {
  await insertOrganization(tx);
  await tx.projects.insert(project("net"));
  await tx.workspaces.insert(workspace("app"));
  await tx.workspaces.insert({ ...workspace("shop"), projectId: "prj-net" });
  for (const name of ["team", "env", "net"]) await tx.tags.insert(tag(name));
}

const bind = (tx: Transaction, kind: TaggedKind, ownerId: string, name: string, value = "") =>
  tx.tags.bind(kind, ownerId, { id: `tb-${ownerId}-${name}`, tagId: tag(name).id, value });

export function tagContract({ transaction }: StoreUnderTest): void {
  it("gives back what was inserted, by name and by id, of one organization", () =>
    transaction(async (tx) => {
      await prepare(tx);
      await insertOrganization(tx, "other");
      await tx.tags.insert(tag("env", "other"));
      expect(await tx.tags.getManyByName("acme", ["net", "env", "unknown"])).toEqual([
        tag("env"),
        tag("net"),
      ]);
      expect(await tx.tags.getMany([tag("env", "other").id, "tag-unknown"])).toEqual([
        tag("env", "other"),
      ]);
      await bind(tx, "workspace", "ws-app", "env");
      await bind(tx, "workspace", "ws-shop", "env");
      await bind(tx, "project", "prj-net", "net");
      const list = async (query: object) => {
        const { items, total } = await tx.tags.list("acme", query, PAGE);
        return [total, ...items.map(({ name, workspaceCount }) => `${name} ${workspaceCount}`)];
      };
      expect(await list({})).toEqual([3, "env 2", "net 0", "team 0"]);
      expect(await list({ search: "E" })).toEqual([3, "env 2", "net 0", "team 0"]);
      expect(await list({ search: "TEA" })).toEqual([1, "team 0"]);
      expect(await list({ absentFrom: "ws-app" })).toEqual([2, "net 0", "team 0"]);
    }));

  it("refuses a second one of the same name", async () => {
    const twice = transaction(async (tx) => {
      await prepare(tx);
      await tx.tags.insert({ ...tag("env"), id: "tag-2" });
    });
    await expect(twice).rejects.toThrow();
  });

  it.each(["workspace", "project"] as const)("binds and unbinds tags of a %s", (kind) =>
    transaction(async (tx) => {
      await prepare(tx);
      const id = kind === "workspace" ? "ws-app" : "prj-net";
      const bound = async () =>
        (await tx.tags.bindingsOf(kind, [id]))(id).map(({ key, value }) => `${key}=${value}`);
      await bind(tx, kind, id, "team", "core");
      await bind(tx, kind, id, "env");
      await bind(tx, kind, id, "team", "net");
      expect(await bound()).toEqual(["env=", "team=net"]);
      await tx.tags.unbind(kind, id, [tag("env").id, "tag-unknown"]);
      expect(await bound()).toEqual(["team=net"]);
      await tx.tags.delete("other", [tag("team").id]);
      expect(await bound()).toEqual(["team=net"]);
      await tx.tags.delete("acme", [tag("team").id]);
      expect(await bound()).toEqual([]);
    }),
  );

  it("finds workspaces by their tags and those of their projects, which their own hide", () =>
    transaction(async (tx) => {
      await prepare(tx);
      await bind(tx, "project", "prj-net", "env", "dev");
      await bind(tx, "project", "prj-net", "team");
      await bind(tx, "workspace", "ws-shop", "env", "prod");
      await bind(tx, "workspace", "ws-app", "env", "dev");
      const find = async (query: WorkspaceQuery) => {
        const { items, total } = await tx.workspaces.list("acme", query, PAGE);
        expect(total).toBe(items.length);
        return items.map(({ name }) => name);
      };
      expect(await find({ tags: [{ key: "env" }] })).toEqual(["app", "shop"]);
      expect(await find({ tags: [{ key: "env", value: "dev" }] })).toEqual(["app"]);
      expect(await find({ tags: [{ key: "env", value: "prod" }, { key: "team" }] })).toEqual([
        "shop",
      ]);
      expect(await find({ excludedTags: [{ key: "team" }] })).toEqual(["app"]);
      expect(await find({ excludedTags: [{ key: "env", value: "prod" }] })).toEqual(["app"]);
      const shop = await tx.workspaces.get("ws-shop");
      expect(shop.tags.map(({ key, value }) => [key, value])).toEqual([["env", "prod"]]);
    }));

  it("enforces sets on workspaces by the tags that hold there", () =>
    transaction(async (tx) => {
      await prepare(tx);
      await bind(tx, "project", "prj-net", "team", "core");
      await bind(tx, "workspace", "ws-shop", "env", "prod");
      await bind(tx, "workspace", "ws-app", "env");
      await tx.policies.insert(policy("p"));
      const insert = async (name: string, ...selectors: [string, string | null, boolean][]) => {
        const tagSelectors = selectors.map(([key, value, isExclude]) => ({
          key,
          value,
          isExclude,
        }));
        const isGlobal = name.startsWith("global");
        const tagMatching = name.endsWith("all") ? "all" : "any";
        await tx.policySets.insert(policySet(name, { isGlobal, tagSelectors, tagMatching }));
        await tx.policySets.addPolicies(`polset-${name}`, ["pol-p"]);
      };
      await insert("any", ["env", "prod", false], ["team", "none", false]);
      await insert("all", ["env", "prod", false], ["team", "core", false]);
      await insert("key", ["env", null, false]);
      await insert("none");
      await insert("no-all", ["env", "prod", false], ["team", "none", false]);
      await insert("but", ["env", "prod", false], ["team", "core", true]);
      await insert("global-but", ["env", null, true]);
      const enforced = async (id: string) =>
        (await tx.policySets.enforcedOn(await tx.workspaces.get(id))).map(({ name }) => name);
      expect(await enforced("ws-shop")).toEqual(["all", "any", "global-but"]);
      expect(await enforced("ws-app")).toEqual(["key"]);
      await tx.policySets.save({ ...(await tx.policySets.get("polset-key")), tagSelectors: [] });
      expect(await enforced("ws-app")).toEqual([]);
    }));
}
