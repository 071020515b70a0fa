import { Kysely } from "kysely";
import type { Store, Transaction } from "../domain/store.js";
import { SqlAuditStore } from "./audit.js";
import { SqlBlobReferences } from "./blob-references.js";
import type { Engine } from "./engine.js";
import { migrate, requireCurrentSchema } from "./migrate.js";
import { SqlOrganizationStore } from "./organizations.js";
import { SqlPlanStore } from "./plans.js";
import { SqlPolicyStore } from "./policies.js";
import { SqlPolicyCheckStore } from "./policy-checks.js";
import { SqlPolicySetStore } from "./policy-sets.js";
import { SqlProjectStore } from "./projects.js";
import { SqlRunStore } from "./runs.js";
import type { Tables } from "./schema.js";
import { SqlTokenStore } from "./tokens.js";
import { SqlUserStore } from "./users.js";
import { SqlWorkStore } from "./work.js";
import { SqlWorkspaceStore } from "./workspaces.js";

export class SqlStore implements Store {
  private readonly db: Kysely<Tables>;
  private readonly workListeners = new Set<() => void>();

  private constructor(engine: Engine) {
    this.db = new Kysely({ dialect: engine.dialect });
  }

  /** Opens a database and brings its schema up to date; `now` is noted beside each step. */
  static async open(engine: Engine, now: number): Promise<SqlStore> {
    return SqlStore.prepared(engine, (db) => migrate(db, engine.migrations, now));
  }

  /** Opens a database that a server has made, beside that server. */
  static async openExisting(engine: Engine): Promise<SqlStore> {
    return SqlStore.prepared(engine, (db) => requireCurrentSchema(db, engine.migrations));
  }

  private static async prepared(
    engine: Engine,
    prepare: (db: Kysely<Tables>) => Promise<void>,
  ): Promise<SqlStore> {
    const store = new SqlStore(engine);
    try {
      await prepare(store.db);
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    let isWorkEnqueued = false;
    const result = await this.db.transaction().execute((db) =>
      work({
        audit: new SqlAuditStore(db),
        blobs: new SqlBlobReferences(db),
        organizations: new SqlOrganizationStore(db),
        plans: new SqlPlanStore(db),
        policies: new SqlPolicyStore(db),
        policyChecks: new SqlPolicyCheckStore(db),
        policySets: new SqlPolicySetStore(db),
        projects: new SqlProjectStore(db),
        runs: new SqlRunStore(db),
        tokens: new SqlTokenStore(db),
        users: new SqlUserStore(db),
        work: new SqlWorkStore(db, () => {
          isWorkEnqueued = true;
        }),
        workspaces: new SqlWorkspaceStore(db),
      }),
    );
    if (isWorkEnqueued) for (const listener of this.workListeners) listener();
    return result;
  }

  onWorkEnqueued(listener: () => void): () => void {
    this.workListeners.add(listener);
    return () => this.workListeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }
}
