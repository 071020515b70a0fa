import type { Kysely } from "kysely";
import type { Instant } from "../domain/clock.js";
import type { ServiceProvider } from "../domain/oauth/oauth-client.js";
import type { PolicySetId } from "../domain/policy-sets/policy-set.js";
import type { RepositoryClaim, RepositoryStore, Sighting } from "../domain/vcs/repository-store.js";
import type { SetRepository, SetRepositoryDetails } from "../domain/vcs/set-repository.js";
import { bytes, bytesOrNull, text, textOrNull, truth } from "./columns.js";
import { inParts } from "./paging.js";
import type { SetRepositoryRow, Tables } from "./schema.js";

type Row = SetRepositoryRow & { readonly provider: string; readonly http_url: Uint8Array };

export class SqlRepositoryStore implements RepositoryStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async find(policySetId: PolicySetId): Promise<SetRepositoryDetails | null> {
    const found = await repositoriesOf(this.db, [policySetId]);
    return found(policySetId);
  }

  async findByWebhook(webhookId: string): Promise<SetRepositoryDetails | null> {
    const row = await withProvider(this.db)
      .where("repository.webhook_id", "=", webhookId)
      .executeTakeFirst();
    return row === undefined ? null : toRepository(row);
  }

  async put(repository: SetRepository, dueAt: Instant): Promise<void> {
    const row = toRow(repository);
    const fresh = {
      commit_sha: null,
      fingerprint: null,
      failure: null,
      due_at: dueAt,
      leased_until: 0,
      is_pushed: 0,
    } as const;
    await this.db
      .insertInto("policy_set_repositories")
      .values({ ...row, ...fresh, attempt: 0 })
      .onConflict((conflict) =>
        conflict.column("policy_set_id").doUpdateSet((eb) => ({
          ...row,
          ...fresh,
          attempt: eb("policy_set_repositories.attempt", "+", 1),
        })),
      )
      .execute();
  }

  async remove(policySetId: PolicySetId): Promise<void> {
    await this.db
      .deleteFrom("policy_set_repositories")
      .where("policy_set_id", "=", policySetId)
      .execute();
  }

  async hasten(policySetId: PolicySetId, now: Instant): Promise<void> {
    await this.db
      .updateTable("policy_set_repositories")
      .set({ due_at: now, is_pushed: 1 })
      .where("policy_set_id", "=", policySetId)
      .execute();
  }

  async claim(now: Instant, leaseUntil: Instant): Promise<RepositoryClaim | null> {
    const claimed = await this.db
      .updateTable("policy_set_repositories")
      .set((eb) => ({
        attempt: eb("attempt", "+", 1),
        leased_until: leaseUntil,
        is_pushed: 0,
      }))
      .where("policy_set_id", "=", (eb) =>
        eb
          .selectFrom("policy_set_repositories")
          .select("policy_set_id")
          .where("due_at", "<=", now)
          .where("leased_until", "<=", now)
          .orderBy("due_at")
          .orderBy("policy_set_id")
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst();
    if (claimed === undefined) return null;
    const repository = await this.find(claimed.policy_set_id);
    if (repository === null) throw new Error("a repository has no credential");
    const { attempt, commit_sha: commit, fingerprint, failure } = claimed;
    return { repository, attempt, commit, fingerprint, failure: textOrNull(failure) };
  }

  async finish(
    { repository, attempt }: RepositoryClaim,
    { commit, fingerprint, failure }: Sighting,
    dueAt: Instant,
  ): Promise<boolean> {
    const row = await this.db
      .updateTable("policy_set_repositories")
      .set((eb) => ({
        commit_sha: commit,
        fingerprint,
        failure: bytesOrNull(failure),
        leased_until: 0,
        // What was pushed meanwhile may not have been seen.
        due_at: eb.case().when("is_pushed", "=", 1).then(eb.ref("due_at")).else(dueAt).end(),
      }))
      .where("policy_set_id", "=", repository.policySetId)
      .where("attempt", "=", attempt)
      .returning("attempt")
      .executeTakeFirst();
    return row !== undefined;
  }

  async endLeases(): Promise<void> {
    await this.db
      .updateTable("policy_set_repositories")
      .set({ leased_until: 0 })
      .where("leased_until", ">", 0)
      .execute();
  }
}

/** The repository of each of these sets, if it has one. */
export async function repositoriesOf(
  db: Kysely<Tables>,
  setIds: readonly PolicySetId[],
): Promise<(set: PolicySetId) => SetRepositoryDetails | null> {
  const rows = await inParts(setIds, (part) =>
    withProvider(db).where("repository.policy_set_id", "in", part).execute(),
  );
  const found = new Map(rows.map((row) => [row.policy_set_id, toRepository(row)]));
  return (set) => found.get(set) ?? null;
}

function withProvider(db: Kysely<Tables>) {
  return db
    .selectFrom("policy_set_repositories as repository")
    .innerJoin("oauth_tokens as token", "token.id", "repository.oauth_token_id")
    .innerJoin("oauth_clients as client", "client.id", "token.client_id")
    .selectAll("repository")
    .select(["client.provider", "client.http_url"]);
}

function toRepository(row: Row): SetRepositoryDetails {
  return {
    policySetId: row.policy_set_id,
    oauthTokenId: row.oauth_token_id,
    identifier: text(row.identifier),
    branch: textOrNull(row.branch),
    hasSubmodules: row.has_submodules === 1,
    policiesPath: textOrNull(row.policies_path),
    webhookId: row.webhook_id,
    webhookSecret: row.webhook_secret,
    provider: row.provider as ServiceProvider,
    httpUrl: text(row.http_url),
  };
}

function toRow(repository: SetRepository) {
  return {
    policy_set_id: repository.policySetId,
    oauth_token_id: repository.oauthTokenId,
    identifier: bytes(repository.identifier),
    branch: bytesOrNull(repository.branch),
    has_submodules: truth(repository.hasSubmodules),
    policies_path: bytesOrNull(repository.policiesPath),
    webhook_id: repository.webhookId,
    webhook_secret: repository.webhookSecret,
  };
}
