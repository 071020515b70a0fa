import { SYSTEM } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { type BlobStore, ORPHAN_GRACE } from "../blobs/blob-store.js";
import type { Environment } from "../environment.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";
import { type PolicySetVersion, UPLOAD_TIME } from "./policy-set-version.js";

/** LIMIT: policy sets that are looked at in one go; those after them come next. */
const SETS_AT_ONCE = 100;

/** LIMIT: versions of a policy set that are removed in one go. */
const VERSIONS_AT_ONCE = 20;

/** Removes versions of policy sets that newer ones have taken the place of, with their archives. */
export class SupersededVersions {
  /** The set that was looked at last. */
  private last: PolicySetId = "";

  constructor(
    private readonly environment: Environment,
    private readonly blobs: Pick<BlobStore, "sweepOf">,
    /** How many of each set stay, 1 at least; null: all. */
    private readonly kept: number | null,
  ) {}

  /** Returns how many were removed. */
  async remove(): Promise<number> {
    if (this.kept === null) return 0;
    const { store } = this.environment;
    const { kept, last } = this;
    const sets = await store.read((tx) => tx.policySetVersions.setsAfter(last, SETS_AT_ONCE));
    this.last = sets.length < SETS_AT_ONCE ? "" : (sets.at(-1) ?? "");
    const removed: PolicySetVersion[] = [];
    for (const id of sets) removed.push(...(await this.removeOf(id, kept)));
    const archives = removed.flatMap(({ archive }) => archive ?? []);
    if (archives.length > 0) {
      await store.read((tx) => this.blobs.sweepOf(archives, tx.blobs, ORPHAN_GRACE));
    }
    return removed.length;
  }

  private async removeOf(id: PolicySetId, kept: number): Promise<readonly PolicySetVersion[]> {
    const { store, clock } = this.environment;
    return store.transaction(async (tx) => {
      const now = clock.now();
      const versions = await tx.policySetVersions.superseded(id, {
        kept,
        uploadsSince: now - UPLOAD_TIME,
        limit: VERSIONS_AT_ONCE,
      });
      for (const version of versions) {
        await tx.policySetVersions.delete(version.id);
        await tx.audit.append(
          auditEntry(now, SYSTEM, "delete", subject("policy set version", version), {
            policySet: id,
            kept,
          }),
        );
      }
      return versions;
    });
  }
}
