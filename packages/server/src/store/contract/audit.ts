import { expect, it } from "vitest";
import { SYSTEM } from "../../domain/access/actor.js";
import { subject } from "../../domain/access/subject.js";
import { auditEntry } from "../../domain/audit/audit-entry.js";
import { HOSTILE_TEXT } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function auditContract(store: StoreUnderTest): void {
  const policy = subject("policy", { id: "pol-1", organization: "acme" });
  const identity = { kind: "user", id: "user-eve", name: "eve", isSiteAdmin: true } as const;
  const eve = { ...identity, standings: new Map() };

  it("keeps entries in order, also those about what no longer exists", async () => {
    const entries = [
      auditEntry(2, eve, "update", policy, { comment: HOSTILE_TEXT }),
      auditEntry(1, SYSTEM, "delete", policy),
    ];
    for (const entry of entries) await store.transaction((tx) => tx.audit.append(entry));
    expect(await store.auditEntries()).toEqual(entries);
    expect(entries[0]?.actor).toEqual(identity);
  });

  it("lets nobody change or remove an entry", async () => {
    await store.transaction((tx) => tx.audit.append(auditEntry(1, eve, "update", policy)));
    await store.tamperWithAudit();
    expect(await store.auditEntries()).toHaveLength(1);
  });
}
