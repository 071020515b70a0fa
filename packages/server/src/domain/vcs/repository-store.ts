import type { Instant } from "../clock.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";
import type { SetRepository, SetRepositoryDetails } from "./set-repository.js";

/** What is known of a repository since it was looked at last; all null after a change. */
export interface Sighting {
  readonly commit: string | null;
  readonly fingerprint: string | null;
  /** Why the last look failed; null when it did not. */
  readonly failure: string | null;
}

/**
 * A worker's hold on a repository that is due. `attempt` is the fence: whoever lost the lease, and whoever
 * looked while the repository was changed, holds an old number.
 */
export interface RepositoryClaim extends Sighting {
  readonly repository: SetRepositoryDetails;
  readonly attempt: number;
}

export interface RepositoryStore {
  /** Null when the policies of the set do not come from a repository. */
  find(policySetId: PolicySetId): Promise<SetRepositoryDetails | null>;
  /** Null when no set has that address. */
  findByWebhook(webhookId: string): Promise<SetRepositoryDetails | null>;
  /** Connects the set, in place of what it had, and forgets what was seen. */
  put(repository: SetRepository, dueAt: Instant): Promise<void>;
  remove(policySetId: PolicySetId): Promise<void>;
  /** Has the repository looked at at once, or once more after the look that somebody is at. */
  hasten(policySetId: PolicySetId, now: Instant): Promise<void>;
  /** Takes the one that is due the longest, if any, and keeps it from others until then. */
  claim(now: Instant, leaseUntil: Instant): Promise<RepositoryClaim | null>;
  /** Notes what was seen, and when to look again. False when the claim is lost: record nothing then. */
  finish(claim: RepositoryClaim, seen: Sighting, dueAt: Instant): Promise<boolean>;
  /** Ends every lease: for a server that knows itself to be the only one, and has just started. */
  endLeases(): Promise<void>;
}
