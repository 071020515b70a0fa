import { expect, it } from "vitest";
import { SYSTEM } from "../../domain/access/actor.js";
import { subject } from "../../domain/access/subject.js";
import { auditEntry } from "../../domain/audit/audit-entry.js";
import type { AuditQuery } from "../../domain/audit/audit-store.js";
import { HOSTILE_TEXT } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function auditContract(store: StoreUnderTest): void {
  const policy = subject("policy", { id: "pol-1", organization: "acme" });
  const identity = { kind: "user", id: "user-eve", name: "eve", isSiteAdmin: true } as const;
  const eve = { ...identity, standings: new Map(), requestId: "req-1" };

  it("keeps entries in order, also those about what no longer exists", async () => {
    const entries = [
      auditEntry(2, eve, "update", policy, { comment: HOSTILE_TEXT }),
      auditEntry(1, SYSTEM, "delete", policy),
    ];
    for (const entry of entries) await store.transaction((tx) => tx.audit.append(entry));
    expect(await store.auditEntries()).toEqual(entries);
    expect(entries[0]).toMatchObject({ requestId: "req-1" });
    expect(entries[0]?.actor).toEqual(identity);
  });

  it("lists what was done in an organization, and what came after a position", async () => {
    const other = subject("policy", { id: "pol-2", organization: "other" });
    const run = subject("run", { id: "run-1", organization: "acme" });
    await store.transaction(async (tx) => {
      await tx.audit.append(auditEntry(10, eve, "create", policy, { name: HOSTILE_TEXT }));
      await tx.audit.append(auditEntry(20, eve, "create", other));
      await tx.audit.append(auditEntry(30, SYSTEM, "evaluate", run));
      await tx.audit.append(auditEntry(40, eve, "update", policy));
    });
    const list = (query: AuditQuery, page = { number: 1, size: 20 }) =>
      store.transaction((tx) => tx.audit.list("acme", query, page));
    const times = async (query: AuditQuery) => (await list(query)).items.map(({ at }) => at);
    expect(await times({})).toEqual([40, 30, 10]);
    expect(await times({ verb: "create" })).toEqual([10]);
    expect(await times({ noun: "run" })).toEqual([30]);
    expect(await times({ subjectId: "pol-1" })).toEqual([40, 10]);
    expect(await times({ actorKind: "system" })).toEqual([30]);
    expect(await times({ since: 30 })).toEqual([40, 30]);
    expect(await times({ until: 30 })).toEqual([10]);
    const first = await list({}, { number: 1, size: 2 });
    expect(first).toMatchObject({ hasNext: true, total: null });
    const second = await list({}, { number: 2, size: 2 });
    expect(second).toMatchObject({ hasNext: false, items: [{ at: 10 }] });
    const [oldest] = second.items;
    const kept = { actor: identity, requestId: "req-1", details: { name: HOSTILE_TEXT } };
    expect(oldest).toMatchObject(kept);
    const count = (since?: number) => store.transaction((tx) => tx.audit.count("acme", since));
    expect([await count(), await count(30), await count(41)]).toEqual([3, 2, 0]);
    const later = await store.transaction((tx) =>
      tx.audit.after("acme", {}, oldest?.position ?? 0, 1),
    );
    expect(later.map(({ at }) => at)).toEqual([30]);
  });

  it("lets nobody change or remove an entry", async () => {
    await store.transaction((tx) => tx.audit.append(auditEntry(1, eve, "update", policy)));
    await store.tamperWithAudit();
    expect(await store.auditEntries()).toHaveLength(1);
  });
}
