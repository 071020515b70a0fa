import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { createToolVersion, type ToolVersion } from "../../domain/tool-versions/tool-version.js";
import type { ToolVersionQuery } from "../../domain/tool-versions/tool-version-store.js";
import { HOSTILE_TEXT, insertOrganization, policySet } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function toolVersionContract({ transaction }: StoreUnderTest): void {
  const tool = (version: string, kind: ToolVersion["kind"] = "sentinel") =>
    createToolVersion(
      { version, url: "https://tools.test", sha: "ab" },
      { id: `tool-${kind}-${version}`, kind, createdAt: 1 },
    );

  it("gives back what was inserted and saved, with how often it is used", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.toolVersions.insert(tool("0.1.0"));
      const changed = {
        ...tool("0.2.0"),
        id: "tool-sentinel-0.1.0",
        isDeprecated: true,
        deprecatedReason: HOSTILE_TEXT,
        isOfficial: true,
        isEnabled: false,
        isBeta: true,
      };
      await tx.toolVersions.save(changed);
      const agent = { isAgentEnabled: true, policyToolVersion: "0.2.0" };
      await tx.policySets.insert(policySet("user", agent));
      await tx.policySets.insert(policySet("other", { kind: "opa", policyToolVersion: "0.2.0" }));
      const found = await tx.toolVersions.get("sentinel", changed.id);
      expect(found).toEqual({ ...changed, usage: 1 });
      await expect(tx.toolVersions.get("opa", changed.id)).rejects.toThrow(NotFound);
      expect(await tx.toolVersions.isVersionTaken("sentinel", "0.2.0")).toBe(true);
      expect(await tx.toolVersions.isVersionTaken("opa", "0.2.0")).toBe(false);
      await tx.toolVersions.delete(changed.id);
      await expect(tx.toolVersions.get("sentinel", changed.id)).rejects.toThrow(NotFound);
    }));

  it("offers what is enabled, neither deprecated nor beta", () =>
    transaction(async (tx) => {
      await tx.toolVersions.insert(tool("0.44.0", "opa"));
      await tx.toolVersions.insert(tool("0.22.1"));
      await tx.toolVersions.insert({ ...tool("1.0.0", "opa"), isEnabled: false });
      await tx.toolVersions.insert({ ...tool("1.1.0", "opa"), isDeprecated: true });
      await tx.toolVersions.insert({ ...tool("1.2.0", "opa"), isBeta: true });
      expect(await tx.toolVersions.offered("opa")).toEqual(["0.44.0"]);
    }));

  it("lists one kind by version, with search and filter", () =>
    transaction(async (tx) => {
      for (const version of ["0.22.1", "0.2.0"]) await tx.toolVersions.insert(tool(version));
      await tx.toolVersions.insert(tool("0.44.0", "opa"));
      const versions = async (query: ToolVersionQuery) => {
        const page = await tx.toolVersions.list("sentinel", query, { number: 1, size: 20 });
        expect(page.total).toBe(page.items.length);
        return page.items.map(({ version }) => version);
      };
      expect(await versions({})).toEqual(["0.2.0", "0.22.1"]);
      expect(await versions({ search: "22" })).toEqual(["0.22.1"]);
      expect(await versions({ search: "_" })).toEqual([]);
      expect(await versions({ version: "0.2.0" })).toEqual(["0.2.0"]);
      expect(await versions({ version: "0.2" })).toEqual([]);
    }));
}
