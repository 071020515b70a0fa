import { type Actor, identityOf, SYSTEM } from "../access/actor.js";
import { type Subject, subject } from "../access/subject.js";
import { type AuditEntry, auditEntry } from "../audit/audit-entry.js";
import type { Instant } from "../clock.js";
import type { Environment } from "../environment.js";
import { Invalid } from "../errors.js";
import type { Run } from "../runs/run.js";
import type { Transaction } from "../store.js";
import {
  type AppliedOverride,
  type Coverage,
  coverageOf,
  type OverrideDraft,
  overrideProblems,
  type PolicyInSet,
  type StandingOverride,
  spokenPolicy,
  standingPolicies,
  toApplied,
} from "./standing-override.js";

/**
 * Grants what an override of a run shall go on to cover, nothing when it is for the run alone.
 *
 * @throws Invalid when it cannot be granted as it was asked for
 */
export async function grantStanding(
  tx: Transaction,
  actor: Actor,
  run: Run,
  draft: OverrideDraft,
  failed: readonly PolicyInSet[],
  { clock, ids }: Environment,
): Promise<readonly AppliedOverride[]> {
  const now = clock.now();
  Invalid.throwIfAny(overrideProblems(draft, failed, now));
  const standing = await stillThere(tx, standingPolicies(draft, failed));
  const granted = standing.map(
    (policy): StandingOverride => ({
      ...policy,
      id: ids.next("so"),
      organization: run.organization,
      workspaceId: run.workspaceId,
      projectId: run.projectId,
      runId: run.id,
      grantedBy: identityOf(actor),
      comment: draft.comment,
      createdAt: now,
      expiresAt: draft.expiresAt ?? now,
    }),
  );
  for (const each of granted) {
    await tx.standingOverrides.put(each);
    await tx.audit.append(
      auditEntry(now, actor, "create", subject("standing override", each), {
        run: run.id,
        workspace: run.workspaceId,
        policy: spokenPolicy(each),
        expiresAt: new Date(each.expiresAt).toISOString(),
        comment: each.comment,
      }),
    );
  }
  return granted.map(toApplied);
}

/** What was deleted since it was evaluated has nothing left to be covered. */
async function stillThere(
  tx: Transaction,
  policies: readonly PolicyInSet[],
): Promise<readonly PolicyInSet[]> {
  const idsOf = (ids: readonly (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
  const single = await tx.policies.getMany(idsOf(policies.map(({ policyId }) => policyId)));
  const sets = await tx.policySets.getMany(idsOf(policies.map((each) => each.policySetId)));
  const known = new Set([...single, ...sets].map(({ id }) => id));
  return policies.filter(({ policyId, policySetId }) =>
    [policyId, policySetId].every((id) => id === null || known.has(id)),
  );
}

/** What of the failed policies of a run is covered now: what was revoked meanwhile is not. */
export async function standingCoverage(
  tx: Transaction,
  run: Run,
  failed: readonly PolicyInSet[],
  { clock }: Environment,
): Promise<Coverage> {
  if (failed.length === 0) return { applied: [], isWhole: false };
  const now = clock.now();
  return coverageOf(failed, await tx.standingOverrides.ofWorkspace(run.workspaceId, now), now);
}

/** That standing overrides let a run go on which failures would have stopped. */
export function useEntry(
  now: Instant,
  what: Subject,
  run: Run,
  applied: readonly AppliedOverride[],
): AuditEntry {
  return auditEntry(now, SYSTEM, "override", what, {
    run: run.id,
    standingOverrides: applied.map(({ id }) => id),
  });
}
