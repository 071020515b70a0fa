import { expect, it } from "vitest";
import {
  type NomadPolicy,
  type NomadPolicyDraft,
  writeNomadPolicy,
} from "../../domain/nomad-policies/nomad-policy.js";
import { HOSTILE_TEXT } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function nomadPolicyContract(store: StoreUnderTest): void {
  const { read, transaction, indexed, onIndexTaken } = store;
  const draft = (name: string, stated: Partial<NomadPolicyDraft> = {}): NomadPolicyDraft => ({
    name,
    description: "",
    scope: "submit-job",
    enforcementLevel: "advisory",
    text: "main = true",
    ...stated,
  });
  const put = (name: string, stated: Partial<NomadPolicyDraft> = {}): Promise<NomadPolicy> =>
    indexed(async (tx, index) => {
      const policy = writeNomadPolicy(
        draft(name, stated),
        await tx.nomadPolicies.find(name),
        index,
      );
      await tx.nomadPolicies.put(policy);
      return policy;
    });
  const find = (name: string) => read((tx) => tx.nomadPolicies.find(name));
  const lastIndex = () => read((tx) => tx.nomadPolicies.lastIndex());

  it("gives back what was put, and what was put in its place", async () => {
    const made = await put("count", { description: HOSTILE_TEXT, text: HOSTILE_TEXT });
    expect(await find("count")).toEqual(made);
    const changed = await put("count", { scope: "submit-csi-volume", text: "main = false" });
    expect(await find("count")).toEqual(changed);
    expect(changed.createIndex).toBe(made.createIndex);
    expect(changed.modifyIndex).toBe(made.modifyIndex + 1);
    expect(changed.hash).not.toEqual(made.hash);
  });

  it("lists all by name, without their texts", async () => {
    for (const name of ["b", "B", "a", "a-1"]) await put(name);
    const listed = await read((tx) => tx.nomadPolicies.list());
    expect(listed.map(({ name }) => name)).toEqual(["B", "a", "a-1", "b"]);
    const { text, ...stub } = (await find("a")) as NomadPolicy;
    expect(listed[1]).toEqual(stub);
  });

  it("gives all of a scope with their texts, by name", async () => {
    const b = await put("b");
    await put("volume", { scope: "submit-host-volume" });
    const a = await put("a");
    expect(await read((tx) => tx.nomadPolicies.ofScope("submit-job"))).toEqual([a, b]);
    expect(await read((tx) => tx.nomadPolicies.ofScope("submit-csi-volume"))).toEqual([]);
  });

  it("knows the index of the last change, deletions of nothing included", async () => {
    expect(await lastIndex()).toBe(1);
    await put("a");
    expect(await lastIndex()).toBe(2);
    const remove = (name: string) => indexed((tx, index) => tx.nomadPolicies.remove(name, index));
    await remove("a");
    expect(await find("a")).toBeNull();
    expect(await lastIndex()).toBe(3);
    await remove("never-there");
    expect(await lastIndex()).toBe(4);
    expect((await put("a")).createIndex).toBe(5);
  });

  it("numbers changes one after the other, also those that come at once", async () => {
    const names = Array.from({ length: 12 }, (_, number) => `p${number}`);
    const made = await Promise.all(names.map((name) => put(name)));
    const indexes = made.map(({ modifyIndex }) => modifyIndex);
    expect(indexes.sort((a, b) => a - b)).toEqual(names.map((_, number) => number + 2));
    expect(await lastIndex()).toBe(names.length + 1);
  });

  it("knows how far another region's policies were copied", async () => {
    const origin = () => read((tx) => tx.nomadPolicies.originIndex());
    expect(await origin()).toBe(1);
    await transaction((tx) => tx.nomadPolicies.recordOriginIndex(70));
    await transaction((tx) => tx.nomadPolicies.recordOriginIndex(7));
    expect(await origin()).toBe(7);
    expect(await lastIndex()).toBe(1);
  });

  it("takes no index for what failed", async () => {
    const failing = indexed(async () => {
      throw new Error("too late");
    });
    await expect(failing).rejects.toThrow("too late");
    expect((await put("a")).modifyIndex).toBe(2);
  });

  it("tells of each index once it is taken, of those alone", async () => {
    const told: number[] = [];
    const seen: Promise<number>[] = [];
    const stop = onIndexTaken(() => seen.push(lastIndex()));
    await put("a");
    await indexed(async () => {
      throw new Error("no");
    }).catch(() => {});
    await put("b");
    stop();
    await put("c");
    told.push(...(await Promise.all(seen)));
    expect(told[0]).toBeGreaterThanOrEqual(2);
    expect(seen).toHaveLength(2);
  });
}
