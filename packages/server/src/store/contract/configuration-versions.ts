import { expect, it } from "vitest";
import {
  type ConfigurationVersion,
  createConfigurationVersion,
} from "../../domain/configuration-versions/configuration-version.js";
import { NotFound } from "../../domain/errors.js";
import type { Transaction } from "../../domain/store.js";
import { HOSTILE_TEXT, insertOrganization, planOf, run, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const version = (
  name: string,
  given: Partial<ConfigurationVersion> = {},
): ConfigurationVersion => ({
  ...createConfigurationVersion(
    {},
    {
      id: `cv-${name}`,
      workspaceId: "ws-app",
      projectId: "prj-acme",
      organization: "acme",
      createdAt: 1,
    },
  ),
  ...given,
});

export function configurationVersionContract({ transaction }: StoreUnderTest): void {
  const insert = async (tx: Transaction, ...versions: readonly ConfigurationVersion[]) => {
    await insertOrganization(tx);
    for (const name of ["app", "web"]) await tx.workspaces.insert(workspace(name));
    for (const each of versions) await tx.configurationVersions.insert(each);
  };

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insert(tx, version("a"));
      expect(await tx.configurationVersions.get("cv-a")).toEqual(version("a"));
      const changed = version("a", {
        status: "errored",
        statusTimes: { pending: 1, errored: 3 },
        wantsRuns: false,
        isSpeculative: true,
        isProvisional: true,
        archive: "ab",
        error: "invalid-archive",
        errorMessage: HOSTILE_TEXT,
      });
      await tx.configurationVersions.save(changed);
      expect(await tx.configurationVersions.getForUpdate("cv-a")).toEqual(changed);
      expect(await tx.configurationVersions.getMany(["cv-a", "x"])).toEqual([changed]);
      expect([...(await tx.blobs.referenced(["ab", "cd"]))]).toEqual(["ab"]);
    }));

  it("lists those of a workspace, the newest first", () =>
    transaction(async (tx) => {
      const others = version("other", { workspaceId: "ws-web", createdAt: 9 });
      const [b, a] = [version("b", { createdAt: 2 }), version("a", { createdAt: 2 })];
      await insert(tx, others, version("old"), a, b);
      const page = await tx.configurationVersions.list("ws-app", { number: 1, size: 2 });
      expect(page.items.map(({ id }) => id)).toEqual(["cv-b", "cv-a"]);
      expect(page).toMatchObject({ total: 3, hasNext: true });
    }));

  it("knows the current one of a workspace, and the project that it is in now", () =>
    transaction(async (tx) => {
      await insert(
        tx,
        version("a", { createdAt: 2 }),
        version("old"),
        version("speculative", { isSpeculative: true, createdAt: 3 }),
        version("provisional", { isProvisional: true, createdAt: 4 }),
      );
      const current = async () =>
        (await tx.workspaces.getMany(["ws-app", "ws-web"])).map(
          (each) => each.currentConfigurationVersionId,
        );
      expect(await current()).toEqual(["cv-a", null]);
    }));

  it("knows the statuses of the runs of a version", () =>
    transaction(async (tx) => {
      await insert(tx, version("a"));
      const of = { configurationVersionId: "cv-a" };
      const runs = [
        run("1", { ...of, status: "canceled" }),
        run("2", { ...of, status: "planned" }),
        run("3", { ...of, status: "planned" }),
        run("4"),
      ];
      for (const each of runs) {
        await tx.runs.insert(each);
        await tx.plans.insert(planOf(each));
      }
      expect([...(await tx.configurationVersions.statusesOfRuns("cv-a"))].sort()).toEqual([
        "canceled",
        "planned",
      ]);
      expect((await tx.runs.get("run-1")).configurationVersionId).toBe("cv-a");
    }));

  it("goes with its workspace", () =>
    transaction(async (tx) => {
      await insert(tx, version("a"));
      await tx.workspaces.delete("ws-app");
      await expect(tx.configurationVersions.get("cv-a")).rejects.toThrow(NotFound);
    }));
}
