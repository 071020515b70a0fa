import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { RunEvent } from "../../domain/run-events/run-event.js";
import type { Transaction } from "../../domain/store.js";
import { HOSTILE_TEXT, insertOrganization, run, user, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function runEventContract({ transaction }: StoreUnderTest): void {
  const created: RunEvent = {
    id: "re-1",
    runId: "run-1",
    position: 0,
    action: "created",
    actorId: null,
    comment: null,
    createdAt: 1,
  };
  const commented: RunEvent = {
    ...created,
    id: "re-0",
    position: 1,
    action: "commented",
    actorId: "user-eve",
    comment: { id: "wsc-1", body: HOSTILE_TEXT },
  };

  const insertRuns = async (tx: Transaction) => {
    await insertOrganization(tx);
    await tx.workspaces.insert(workspace("app"));
    await tx.users.insert(user("eve"));
    for (const name of ["1", "2"]) await tx.runs.insert(run(name));
  };

  it("gives back the story of a run, in the order in which it happened", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await tx.runEvents.insert(created);
      await tx.runEvents.insert(commented);
      await tx.runEvents.insert({ ...created, id: "re-2", runId: "run-2" });
      expect(await tx.runEvents.listByRun("run-1")).toEqual([created, commented]);
      expect(await tx.runEvents.get("re-0")).toEqual(commented);
      expect(await tx.runEvents.getCommented("wsc-1")).toEqual(commented);
      await expect(tx.runEvents.get("re-3")).rejects.toThrow(NotFound);
      await expect(tx.runEvents.getCommented("wsc-2")).rejects.toThrow(NotFound);
    }));

  it("names events and comments wherever a run is read", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await tx.runEvents.insert(created);
      await tx.runEvents.insert(commented);
      const told = { eventIds: ["re-1", "re-0"], commentIds: ["wsc-1"] };
      const untold = { eventIds: [], commentIds: [] };
      expect(await tx.runs.get("run-1")).toMatchObject(told);
      expect(await tx.runs.getForUpdate("run-2")).toMatchObject(untold);
      const { items } = await tx.runs.listByWorkspace("ws-app", {}, { number: 1, size: 2 });
      expect(items).toMatchObject([
        { id: "run-2", ...untold },
        { id: "run-1", ...told },
      ]);
      await tx.runs.save({ ...run("1"), status: "discarded" });
      expect(await tx.runs.get("run-1")).toMatchObject({ status: "discarded", ...told });
    }));

  it("lets nothing happen to a run twice at the same place", async () => {
    const twice = transaction(async (tx) => {
      await insertRuns(tx);
      await tx.runEvents.insert(created);
      await tx.runEvents.insert({ ...created, id: "re-3" });
    });
    await expect(twice).rejects.toThrow();
  });
}
