import { setTimeout as sleep } from "node:timers/promises";
import { Kysely } from "kysely";
import { Unavailable } from "../domain/errors.js";
import type { ChangeIndex } from "../domain/nomad-policies/nomad-policy.js";
import type { Revision, Store, Transaction } from "../domain/store.js";
import { SqlAuditStore } from "./audit.js";
import { SqlBlobReferences } from "./blob-references.js";
import { nextIndex } from "./change-indexes.js";
import { SqlConfigurationVersionStore } from "./configuration-versions.js";
import type { Announcement, Engine, Revisions } from "./engine.js";
import { migrate, requireCurrentSchema } from "./migrate.js";
import { migrations } from "./migrations/all.js";
import { SqlNomadPolicyStore } from "./nomad-policies.js";
import { SqlOAuthStore } from "./oauth.js";
import { SqlOrganizationMembershipStore } from "./organization-memberships.js";
import { SqlOrganizationStore } from "./organizations.js";
import { SqlParameterStore } from "./parameters.js";
import { SqlPlanStore } from "./plans.js";
import { SqlPolicyStore } from "./policies.js";
import { SqlPolicyCheckStore } from "./policy-checks.js";
import { SqlPolicySetVersionStore } from "./policy-set-versions.js";
import { SqlPolicySetStore } from "./policy-sets.js";
import { SqlProjectStore } from "./projects.js";
import { SqlRepositoryStore } from "./repositories.js";
import { SqlRunEventStore } from "./run-events.js";
import { SqlRunStore } from "./runs.js";
import type { Tables } from "./schema.js";
import { SqlStandingOverrideStore } from "./standing-overrides.js";
import { SqlStateVersionStore } from "./state-versions.js";
import { SqlTagStore } from "./tags.js";
import { SqlTaskStageStore } from "./task-stages.js";
import { teamProjects, teamWorkspaces } from "./team-access.js";
import { SqlTeamStore } from "./teams.js";
import { SqlTokenStore } from "./tokens.js";
import { SqlToolVersionStore } from "./tool-versions.js";
import { SqlUserStore } from "./users.js";
import { SqlWorkStore } from "./work.js";
import { SqlWorkspaceStore } from "./workspaces.js";
import { type Transact, type Work, WriteGroups } from "./write-groups.js";

/** LIMIT: how often a transaction is begun when others come in between; then its error counts. */
const MAX_ATTEMPTS = 12;

/**
 * LIMIT: how often when nothing but others at the same time is in the way. Whoever writes to a small table
 * is in the way of all who do: with 16 of them one in some thousands needs more than 12.
 */
const MAX_CONTENDED_ATTEMPTS = 60;

/** What goes before each repetition, doubled each time, less what chance takes off. */
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 200;

export class SqlStore implements Store {
  private readonly db: Kysely<Tables>;
  private readonly listeners: Readonly<Record<Announcement, Set<() => void>>> = {
    work: new Set(),
    index: new Set(),
  };
  private readonly writes: WriteGroups;
  private stopAnnouncements: () => Promise<void> = async () => {};
  /** A store that is open beside its server has none. */
  private revisions: Revisions | null = null;

  private constructor(private readonly engine: Engine) {
    this.db = new Kysely({ dialect: engine.dialect });
    this.writes = new WriteGroups(engine, (work) => this.alone(work));
  }

  /** Opens a database and brings its schema up to date; `now` is noted beside each step. */
  static async open(engine: Engine, now: number): Promise<SqlStore> {
    return SqlStore.prepared(engine, async (store) => {
      await migrate(store.db, engine, migrations, now);
      store.stopAnnouncements = engine.onAnnounced((what) => store.tell(what));
      store.revisions = engine.revisions();
    });
  }

  /** Opens a database that a server has made, beside that server. */
  static async openExisting(engine: Engine): Promise<SqlStore> {
    return SqlStore.prepared(engine, ({ db }) => requireCurrentSchema(db, migrations));
  }

  private static async prepared(
    engine: Engine,
    prepare: (store: SqlStore) => Promise<void>,
  ): Promise<SqlStore> {
    const store = new SqlStore(engine);
    try {
      await prepare(store);
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async revision(): Promise<Revision | null> {
    return this.revisions === null ? null : this.revisions.now();
  }

  async read<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.repeatedly(() =>
      this.db
        .transaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute((db) => work(storesOn(db, refuseWork))),
    );
  }

  async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.repeatedly(() => this.attempt(work, (act) => this.writes.add(act)));
  }

  async indexed<Result>(
    work: (tx: Transaction, index: ChangeIndex) => Promise<Result>,
  ): Promise<Result> {
    const result = await this.repeatedly(() =>
      this.attempt(
        async (tx, db) => {
          await this.engine.lockIndex(db);
          const made = await work(tx, await nextIndex(db));
          await this.engine.announce(db, "index");
          return made;
        },
        // The lock has to come first in a transaction.
        (act) => this.alone(act),
      ),
    );
    this.tell("index");
    return result;
  }

  private async repeatedly<Result>(act: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await act();
      } catch (error) {
        if (!this.engine.isWorthRepeating(error)) throw error;
        if (this.engine.isContention(error)) {
          if (attempt === MAX_CONTENDED_ATTEMPTS) throw contended(error);
        } else if (attempt >= MAX_ATTEMPTS) {
          throw error;
        }
        const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
        await sleep(pause * Math.random());
      }
    }
  }

  private async attempt<Result>(
    work: (tx: Transaction, db: Kysely<Tables>) => Promise<Result>,
    transact: Transact,
  ): Promise<Result> {
    let isWorkEnqueued = false;
    const result = await transact(async (db) => {
      isWorkEnqueued = false;
      const stores = storesOn(db, () => {
        isWorkEnqueued = true;
      });
      const made = await work(stores, db);
      if (isWorkEnqueued) await this.engine.announce(db, "work");
      return made;
    });
    if (isWorkEnqueued) this.tell("work");
    return result;
  }

  private alone<Result>(work: Work<Result>): Promise<Result> {
    return this.db.transaction().setIsolationLevel("serializable").execute(work);
  }

  onIndexTaken(listener: () => void): () => void {
    return this.listen("index", listener);
  }

  onWorkEnqueued(listener: () => void): () => void {
    return this.listen("work", listener);
  }

  async close(): Promise<void> {
    await this.stopAnnouncements();
    await this.revisions?.close();
    await this.db.destroy();
  }

  private listen(to: Announcement, listener: () => void): () => void {
    this.listeners[to].add(listener);
    return () => this.listeners[to].delete(listener);
  }

  private tell(what: Announcement): void {
    for (const listener of this.listeners[what]) listener();
  }
}

function storesOn(db: Kysely<Tables>, onEnqueued: () => void): Transaction {
  return {
    audit: new SqlAuditStore(db),
    blobs: new SqlBlobReferences(db),
    configurationVersions: new SqlConfigurationVersionStore(db),
    nomadPolicies: new SqlNomadPolicyStore(db),
    oauth: new SqlOAuthStore(db),
    organizationMemberships: new SqlOrganizationMembershipStore(db),
    organizations: new SqlOrganizationStore(db),
    parameters: new SqlParameterStore(db),
    plans: new SqlPlanStore(db),
    policies: new SqlPolicyStore(db),
    policyChecks: new SqlPolicyCheckStore(db),
    policySets: new SqlPolicySetStore(db),
    policySetVersions: new SqlPolicySetVersionStore(db),
    projects: new SqlProjectStore(db),
    repositories: new SqlRepositoryStore(db),
    runEvents: new SqlRunEventStore(db),
    runs: new SqlRunStore(db),
    standingOverrides: new SqlStandingOverrideStore(db),
    stateVersions: new SqlStateVersionStore(db),
    tags: new SqlTagStore(db),
    taskStages: new SqlTaskStageStore(db),
    teamProjects: teamProjects(db),
    teamWorkspaces: teamWorkspaces(db),
    teams: new SqlTeamStore(db),
    tokens: new SqlTokenStore(db),
    toolVersions: new SqlToolVersionStore(db),
    users: new SqlUserStore(db),
    work: new SqlWorkStore(db, onEnqueued),
    workspaces: new SqlWorkspaceStore(db),
  };
}

/** A transaction that only reads has failed before it comes here. */
function refuseWork(): never {
  throw new Error("work was enqueued in a transaction that only reads");
}

function contended(cause: unknown): Unavailable {
  return new Unavailable("too many changes at the same time", { cause });
}
