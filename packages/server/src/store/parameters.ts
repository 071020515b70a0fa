import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { Parameter, ParameterId } from "../domain/parameters/parameter.js";
import type { ParameterStore } from "../domain/parameters/parameter-store.js";
import type { PolicySetId } from "../domain/policy-sets/policy-set.js";
import { bytes, text, truth } from "./columns.js";
import { inParts } from "./paging.js";
import type { ParameterRow, Tables } from "./schema.js";

export class SqlParameterStore implements ParameterStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(policySetId: PolicySetId, id: ParameterId): Promise<Parameter> {
    const row = await this.db
      .selectFrom("policy_set_parameters")
      .selectAll()
      .where("id", "=", id)
      .where("policy_set_id", "=", policySetId)
      .executeTakeFirst();
    if (row === undefined) throw new NotFound("parameter", id);
    return toParameter(row);
  }

  async listOf(policySetIds: readonly PolicySetId[]): Promise<readonly Parameter[]> {
    const rows = await inParts(policySetIds, (part) =>
      this.db
        .selectFrom("policy_set_parameters")
        .selectAll()
        .where("policy_set_id", "in", part)
        .orderBy("key")
        .execute(),
    );
    return rows.map(toParameter);
  }

  async insert(parameter: Parameter): Promise<void> {
    await this.db.insertInto("policy_set_parameters").values(toRow(parameter)).execute();
  }

  async save(parameter: Parameter): Promise<void> {
    await this.db
      .updateTable("policy_set_parameters")
      .set(toRow(parameter))
      .where("id", "=", parameter.id)
      .execute();
  }

  async delete(id: ParameterId): Promise<void> {
    await this.db.deleteFrom("policy_set_parameters").where("id", "=", id).execute();
  }
}

function toParameter(row: ParameterRow): Parameter {
  return {
    id: row.id,
    policySetId: row.policy_set_id,
    key: row.key,
    value:
      row.is_sealed === 1
        ? { kind: "sealed", bytes: row.value }
        : { kind: "plain", text: text(row.value) },
    createdAt: row.created_at,
  };
}

function toRow({ id, policySetId, key, value, createdAt }: Parameter): ParameterRow {
  return {
    id,
    policy_set_id: policySetId,
    key,
    is_sealed: truth(value.kind === "sealed"),
    value: value.kind === "sealed" ? value.bytes : bytes(value.text),
    created_at: createdAt,
  };
}
