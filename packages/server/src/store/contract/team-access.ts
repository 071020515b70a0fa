import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { Transaction } from "../../domain/store.js";
import {
  createTeamProject,
  createTeamWorkspace,
  updateTeamProject,
  updateTeamWorkspace,
} from "../../domain/team-access/team-access.js";
import { insertOrganization, project, run, team, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const PAGE = { number: 1, size: 20 };

async function prepare(tx: Transaction): Promise<void> {
  await insertOrganization(tx);
  await tx.projects.insert(project("net"));
  await tx.workspaces.insert(workspace("app"));
  await tx.workspaces.insert({ ...workspace("shop"), projectId: "prj-net" });
  await tx.workspaces.insert(workspace("web"));
  for (const name of ["dev", "ops"]) await tx.teams.insert(team(name));
}

const given = (name: string, createdAt = 1) => ({
  id: `row-${name}-${createdAt}`,
  organization: "acme",
  teamId: `team-${name}`,
  createdAt,
});

export function teamAccessContract({ transaction }: StoreUnderTest): void {
  it("keeps what a team may do in a workspace", () =>
    transaction(async (tx) => {
      await prepare(tx);
      const place = { workspaceId: "ws-app" };
      const first = createTeamWorkspace({ level: "plan" }, { ...given("dev", 2), ...place });
      const second = createTeamWorkspace({ level: "read" }, { ...given("ops", 1), ...place });
      await tx.teamWorkspaces.insert(first);
      await tx.teamWorkspaces.insert(second);
      const permissions = { policyOverrides: true, stateVersions: "read-outputs" } as const;
      const changed = updateTeamWorkspace(first, { level: "custom", permissions });
      await tx.teamWorkspaces.save(changed);
      expect(await tx.teamWorkspaces.get(first.id)).toEqual(changed);
      expect(await tx.teamWorkspaces.find("team-dev", "ws-app")).toEqual(changed);
      expect(await tx.teamWorkspaces.find("team-dev", "ws-shop")).toBeNull();
      expect(await tx.teamWorkspaces.ofTeams(["team-ops"])).toEqual([second]);
      expect(await tx.teamWorkspaces.ofTeams([])).toEqual([]);
      const list = async (...teamIds: string[]) =>
        (await tx.teamWorkspaces.list({ placeId: "ws-app", teamIds }, PAGE)).items;
      expect(await list("team-dev", "team-ops")).toEqual([second, changed]);
      expect(await list("team-dev")).toEqual([changed]);
      await tx.teamWorkspaces.delete(first.id);
      await expect(tx.teamWorkspaces.get(first.id)).rejects.toThrow(NotFound);
      await tx.teams.delete("team-ops");
      expect(await list("team-ops")).toEqual([]);
    }));

  it("keeps what a team may do in a project", () =>
    transaction(async (tx) => {
      await prepare(tx);
      const place = { projectId: "prj-net" };
      const row = createTeamProject({ level: "maintain" }, { ...given("dev"), ...place });
      await tx.teamProjects.insert(row);
      const change = { permissions: { workspaces: { policyOverrides: true } } };
      const changed = updateTeamProject(row, change);
      await tx.teamProjects.save(changed);
      expect(await tx.teamProjects.get(row.id)).toEqual(changed);
      expect(await tx.teamProjects.ofTeams(["team-dev", "team-ops"])).toEqual([changed]);
    }));

  it("refuses a second row of a team at the same place", async () => {
    const twice = transaction(async (tx) => {
      await prepare(tx);
      const place = { workspaceId: "ws-app" };
      await tx.teamWorkspaces.insert(
        createTeamWorkspace({ level: "read" }, { ...given("dev"), ...place }),
      );
      await tx.teamWorkspaces.insert(
        createTeamWorkspace({ level: "plan" }, { ...given("dev", 2), ...place }),
      );
    });
    await expect(twice).rejects.toThrow();
  });

  it("lists workspaces and runs of single workspaces and of single projects", () =>
    transaction(async (tx) => {
      await prepare(tx);
      for (const name of ["app", "shop", "web"]) {
        await tx.runs.insert(run(name, { workspaceId: `ws-${name}` }));
      }
      const within = { workspaceIds: ["ws-web", "ws-unknown"], projectIds: ["prj-net"] };
      const nowhere = { workspaceIds: [], projectIds: [] };
      const workspaces = async (places: typeof within) =>
        (await tx.workspaces.list("acme", { within: places }, PAGE)).items.map(({ name }) => name);
      const runs = async (places: typeof within) =>
        (await tx.runs.listByOrganization("acme", { within: places }, PAGE)).items;
      expect(await workspaces(within)).toEqual(["shop", "web"]);
      expect(await workspaces(nowhere)).toEqual([]);
      const found = await runs(within);
      expect(found.map(({ id, projectId }) => [id, projectId])).toEqual([
        ["run-web", "prj-acme"],
        ["run-shop", "prj-net"],
      ]);
      expect(await runs(nowhere)).toEqual([]);
    }));
}
