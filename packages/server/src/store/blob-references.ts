import type { Kysely } from "kysely";
import type { BlobId, BlobReferences } from "../domain/blobs/blob-store.js";
import { inParts } from "./paging.js";
import type { Tables } from "./schema.js";

/** INVARIANT: every column that names a blob is asked here; the sweep removes what is not found. */
export class SqlBlobReferences implements BlobReferences {
  constructor(private readonly db: Kysely<Tables>) {}

  async referenced(ids: readonly BlobId[]): Promise<ReadonlySet<BlobId>> {
    const rows = await inParts(ids, (part) =>
      this.db
        .selectFrom("policies")
        .select("code as blob")
        .where("code", "in", part)
        .union(
          this.db
            .selectFrom("policy_set_versions")
            .select("archive as blob")
            .where("archive", "in", part),
        )
        .union(
          this.db
            .selectFrom("configuration_versions")
            .select("archive as blob")
            .where("archive", "in", part),
        )
        .union(this.db.selectFrom("plans").select("document as blob").where("document", "in", part))
        .union(
          this.db.selectFrom("policy_checks").select("report as blob").where("report", "in", part),
        )
        .union(this.db.selectFrom("policy_checks").select("log as blob").where("log", "in", part))
        .union(
          this.db
            .selectFrom("policy_set_outcomes")
            .select("output as blob")
            .where("output", "in", part),
        )
        .union(
          this.db.selectFrom("state_versions").select("state as blob").where("state", "in", part),
        )
        .union(
          this.db
            .selectFrom("state_versions")
            .select("json_state as blob")
            .where("json_state", "in", part),
        )
        .execute(),
    );
    return new Set(rows.flatMap(({ blob }) => (blob === null ? [] : [blob])));
  }
}
