import type { Actor } from "../access/actor.js";
import { subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobContent, BlobStore } from "../blobs/blob-store.js";
import type { Environment } from "../environment.js";
import { NotFound, Unsupported } from "../errors.js";
import { type Evaluator, unwatched } from "../evaluation/evaluator.js";
import type { Page, PageRequest } from "../page.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";
import type { Transaction } from "../store.js";
import {
  ARCHIVE_LIMIT,
  createUploadedVersion,
  isAwaitingUpload,
  type PolicySetVersion,
  type PolicySetVersionId,
  settleVersion,
} from "./policy-set-version.js";

export class PolicySetVersionService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: BlobStore,
    private readonly evaluator: Pick<Evaluator, "inspectPolicySet">,
  ) {}

  async list(
    actor: Actor,
    policySetId: PolicySetId,
    page: PageRequest,
  ): Promise<Page<PolicySetVersion>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const set = await tx.policySets.get(policySetId);
      access.require(actor, "read", subject("policy set", set));
      return tx.policySetVersions.list(policySetId, page);
    });
  }

  async get(actor: Actor, id: PolicySetVersionId): Promise<PolicySetVersion> {
    return this.environment.store.read((tx) => this.getPermitted(tx, actor, "read", id));
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(
    actor: Actor,
    ids: readonly PolicySetVersionId[],
  ): Promise<readonly PolicySetVersion[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.policySetVersions.getMany(ids));
    return found.filter((each) =>
      access.permits(actor, "read", subject("policy set version", each)),
    );
  }

  /**
   * Makes a version that waits for its upload; from then on the set takes its policies from versions.
   *
   * @throws Unsupported when the policies of the set come one by one or from a repository
   */
  async create(actor: Actor, policySetId: PolicySetId): Promise<PolicySetVersion> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      const set = await tx.policySets.getForUpdate(policySetId);
      access.require(actor, "update", subject("policy set", set));
      if (set.repository !== null) {
        throw new Unsupported(
          "the policy set does not support uploading versions: they come from its repository",
        );
      }
      if (set.policyIds.length > 0) {
        throw new Unsupported(
          "the policy set does not support uploading versions: its policies are managed one by one; remove them first",
        );
      }
      const version = createUploadedVersion({
        id: ids.next("polsetver"),
        policySetId,
        organization: set.organization,
        createdAt: clock.now(),
      });
      if (!set.isVersioned) await tx.policySets.save({ ...set, isVersioned: true });
      await tx.policySetVersions.insert(version);
      await tx.audit.append(
        auditEntry(version.createdAt, actor, "create", subject("policy set version", version), {
          policySet: policySetId,
        }),
      );
      return version;
    });
  }

  /**
   * Takes the uploaded archive, once, and has it read: when this resolves, the version is ready or
   * errored. Until then nothing of it is recorded, so that whoever is interrupted uploads it again.
   *
   * @throws NotFound when no upload is awaited (any more)
   * @throws TooLarge when the archive is above ARCHIVE_LIMIT; it can then be uploaded again
   */
  async receive(actor: Actor, id: PolicySetVersionId, content: BlobContent): Promise<void> {
    const { store, clock } = this.environment;
    // Asked first, so that nobody fills the disk through a link that is used up.
    const kind = await store.read(async (tx) => {
      const { policySetId } = await this.getAwaited(tx, actor, id);
      return (await tx.policySets.get(policySetId)).kind;
    });
    const archive = await this.blobs.write(content, ARCHIVE_LIMIT);
    const inspection = await this.evaluator.inspectPolicySet(
      { blob: archive, folder: "" },
      kind,
      unwatched(),
    );
    await store.transaction(async (tx) => {
      await tx.policySetVersions.getForUpdate(id);
      const version = await this.getAwaited(tx, actor, id);
      const settled = settleVersion(version, archive, inspection, clock.now());
      await tx.policySetVersions.save(settled);
      await tx.audit.append(
        auditEntry(settled.updatedAt, actor, "upload", subject("policy set version", settled), {
          sha256: archive,
          status: settled.status,
          error: settled.error,
        }),
      );
    });
  }

  private async getAwaited(
    tx: Transaction,
    actor: Actor,
    id: PolicySetVersionId,
  ): Promise<PolicySetVersion> {
    const version = await this.getPermitted(tx, actor, "upload", id);
    if (!isAwaitingUpload(version, this.environment.clock.now())) {
      throw new NotFound("policy set version", id);
    }
    return version;
  }

  private async getPermitted(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    id: PolicySetVersionId,
  ): Promise<PolicySetVersion> {
    const version = await tx.policySetVersions.get(id);
    this.environment.access.require(actor, verb, subject("policy set version", version));
    return version;
  }
}
