import type { Kysely } from "kysely";
import type { SentinelLevel } from "../domain/enforcement-level.js";
import type {
  ChangeIndex,
  NomadPolicy,
  NomadPolicyStub,
  NomadScope,
} from "../domain/nomad-policies/nomad-policy.js";
import type { NomadPolicyStore } from "../domain/nomad-policies/nomad-policy-store.js";
import { indexOf, recordIndex } from "./change-indexes.js";
import { bytes, text } from "./columns.js";
import type { NomadPolicyRow, Tables } from "./schema.js";

const STUB_COLUMNS = [
  "name",
  "description",
  "scope",
  "enforcement_level",
  "hash",
  "create_index",
  "modify_index",
] as const;

export class SqlNomadPolicyStore implements NomadPolicyStore {
  constructor(private readonly db: Kysely<Tables>) {}

  lastIndex(): Promise<ChangeIndex> {
    return indexOf(this.db, "nomad policies");
  }

  async find(name: string): Promise<NomadPolicy | null> {
    const row = await this.db
      .selectFrom("nomad_policies")
      .selectAll()
      .where("name", "=", name)
      .executeTakeFirst();
    return row === undefined ? null : toPolicy(row);
  }

  async list(): Promise<readonly NomadPolicyStub[]> {
    const rows = await this.db
      .selectFrom("nomad_policies")
      .select(STUB_COLUMNS)
      .orderBy("name")
      .execute();
    return rows.map(toStub);
  }

  async ofScope(scope: NomadScope): Promise<readonly NomadPolicy[]> {
    const rows = await this.db
      .selectFrom("nomad_policies")
      .selectAll()
      .where("scope", "=", scope)
      .orderBy("name")
      .execute();
    return rows.map(toPolicy);
  }

  async put(policy: NomadPolicy): Promise<void> {
    const row = toRow(policy);
    await this.db
      .insertInto("nomad_policies")
      .values(row)
      .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
      .execute();
    await recordIndex(this.db, "nomad policies", policy.modifyIndex);
  }

  async remove(name: string, index: ChangeIndex): Promise<void> {
    await this.db.deleteFrom("nomad_policies").where("name", "=", name).execute();
    await recordIndex(this.db, "nomad policies", index);
  }

  originIndex(): Promise<ChangeIndex> {
    return indexOf(this.db, "copied nomad policies");
  }

  async recordOriginIndex(index: ChangeIndex): Promise<void> {
    await recordIndex(this.db, "copied nomad policies", index);
  }
}

function toStub(row: Omit<NomadPolicyRow, "policy">): NomadPolicyStub {
  return {
    name: row.name,
    description: text(row.description),
    scope: row.scope as NomadScope,
    enforcementLevel: row.enforcement_level as SentinelLevel,
    hash: Uint8Array.from(row.hash),
    createIndex: row.create_index,
    modifyIndex: row.modify_index,
  };
}

function toPolicy(row: NomadPolicyRow): NomadPolicy {
  return { ...toStub(row), text: text(row.policy) };
}

function toRow(policy: NomadPolicy): NomadPolicyRow {
  return {
    name: policy.name,
    description: bytes(policy.description),
    scope: policy.scope,
    enforcement_level: policy.enforcementLevel,
    policy: bytes(policy.text),
    hash: policy.hash,
    create_index: policy.createIndex,
    modify_index: policy.modifyIndex,
  };
}
