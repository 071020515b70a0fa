import { SYSTEM } from "../domain/access/actor.js";
import { subject } from "../domain/access/subject.js";
import { auditEntry } from "../domain/audit/audit-entry.js";
import type { BlobId, BlobStore } from "../domain/blobs/blob-store.js";
import type { Instant } from "../domain/clock.js";
import type { Environment } from "../domain/environment.js";
import { TooLarge } from "../domain/errors.js";
import type {
  EvaluationMonitor,
  Evaluator,
  PolicySetInspection,
} from "../domain/evaluation/evaluator.js";
import { PROVIDERS } from "../domain/oauth/oauth-client.js";
import {
  ARCHIVE_LIMIT,
  createFetchedVersion,
  failVersion,
  type PolicySetVersion,
  settleVersion,
} from "../domain/policy-set-versions/policy-set-version.js";
import type { PolicySet } from "../domain/policy-sets/policy-set.js";
import type { Vault } from "../domain/secrets/vault.js";
import type { Transaction } from "../domain/store.js";
import { type Remote, type Repositories, RepositoryFault } from "../domain/vcs/repositories.js";
import { remoteOf } from "../domain/vcs/repository-linking.js";
import type { RepositoryClaim, Sighting } from "../domain/vcs/repository-store.js";
import { commitUrl, folderOf } from "../domain/vcs/set-repository.js";

/** What a look at a repository came to: what was seen, and the version to add, if it is news. */
export interface Look {
  readonly seen: Sighting;
  readonly record: ((tx: Transaction) => Promise<void>) | null;
}

/**
 * Looks at the repository of a policy set, and makes a version of what has changed. Nothing is recorded
 * before everything is known, so that whoever is interrupted leaves nothing half done.
 */
export class RepositoryIngestion {
  constructor(
    private readonly environment: Environment,
    private readonly repositories: Repositories,
    private readonly blobs: BlobStore,
    private readonly evaluator: Pick<Evaluator, "inspectPolicySet">,
    private readonly vault: Vault,
  ) {}

  async look(claim: RepositoryClaim, monitor: EvaluationMonitor): Promise<Look> {
    const startedAt = this.environment.clock.now();
    const { set, remote } = await this.load(claim);
    let commit: string | null = null;
    try {
      commit = await this.repositories.head(remote);
      if (claim.failure === null && commit === claim.commit) return { seen: claim, record: null };
      return await this.fetch(claim, set, remote, startedAt, monitor);
    } catch (error) {
      const fault = faultOf(error);
      const seen = { commit, fingerprint: null, failure: fault.message };
      // The same fault again is no news.
      if (claim.failure === fault.message && claim.commit === commit) return { seen, record: null };
      const version = this.newVersion(claim, set, commit, startedAt);
      return { seen, record: this.recording((now) => failVersion(version, fault, now)) };
    }
  }

  private async load({ repository }: RepositoryClaim): Promise<{ set: PolicySet; remote: Remote }> {
    return this.environment.store.read(async (tx) => {
      const set = await tx.policySets.get(repository.policySetId);
      const token = await tx.oauth.getToken(repository.oauthTokenId);
      return { set, remote: remoteOf(repository, token, this.vault) };
    });
  }

  private async fetch(
    claim: RepositoryClaim,
    set: PolicySet,
    remote: Remote,
    startedAt: Instant,
    monitor: EvaluationMonitor,
  ): Promise<Look> {
    const wanted = {
      folder: folderOf(claim.repository),
      hasSubmodules: claim.repository.hasSubmodules,
      patterns: set.policyUpdatePatterns,
      known: claim.failure === null ? claim.fingerprint : null,
    };
    return this.repositories.fetch(remote, wanted, async ({ commit, fingerprint, archive }) => {
      const seen = { commit, fingerprint, failure: null };
      if (archive === null) return { seen, record: null };
      const blob = await this.blobs.write(archive, ARCHIVE_LIMIT);
      const inSet = { blob, folder: wanted.folder };
      const inspection = await this.evaluator.inspectPolicySet(inSet, set.kind, monitor);
      const version = this.newVersion(claim, set, commit, startedAt);
      return { seen, record: this.settling(version, blob, inspection) };
    });
  }

  private newVersion(
    { repository }: RepositoryClaim,
    { id: policySetId, organization }: PolicySet,
    commit: string | null,
    startedAt: Instant,
  ): PolicySetVersion {
    const { clock, ids } = this.environment;
    const { identifier, provider } = repository;
    const ingress =
      commit === null
        ? null
        : {
            commitSha: commit,
            commitUrl: commitUrl(repository, commit),
            identifier,
            folder: folderOf(repository),
          };
    const source = PROVIDERS[provider].family;
    const given = { id: ids.next("polsetver"), policySetId, organization, source, ingress };
    return createFetchedVersion(given, { startedAt, createdAt: clock.now() });
  }

  private settling(version: PolicySetVersion, archive: BlobId, inspection: PolicySetInspection) {
    return this.recording((now) => settleVersion(version, archive, inspection, now));
  }

  private recording(settle: (now: Instant) => PolicySetVersion) {
    const version = settle(this.environment.clock.now());
    return async (tx: Transaction) => {
      await tx.policySetVersions.insert(version);
      await tx.audit.append(
        auditEntry(version.updatedAt, SYSTEM, "create", subject("policy set version", version), {
          policySet: version.policySetId,
          commit: version.ingress?.commitSha ?? null,
          status: version.status,
          error: version.error,
        }),
      );
    };
  }
}

/** What a version says when its repository is at fault; everything else is thrown on. */
function faultOf(error: unknown): { readonly error: string; readonly message: string } {
  if (error instanceof RepositoryFault) return { error: error.code, message: error.message };
  if (error instanceof TooLarge) {
    const message = `the policies take more than ${error.limit} bytes packed: name their folder in policies-path`;
    return { error: "archive-too-large", message };
  }
  throw error;
}
