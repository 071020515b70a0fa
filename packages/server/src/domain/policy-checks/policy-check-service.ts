import { type Actor, userIdOf } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobStore } from "../blobs/blob-store.js";
import { decodeJson } from "../blobs/json-content.js";
import type { Environment } from "../environment.js";
import { Conflict } from "../errors.js";
import type { PolicySetReport } from "../evaluation/evaluator.js";
import type { RunId } from "../runs/run.js";
import { progressRun } from "../runs/run-progress.js";
import { grantStanding } from "../standing-overrides/granting.js";
import { renderApplied } from "../standing-overrides/render-applied.js";
import type { OverrideDraft } from "../standing-overrides/standing-override.js";
import { overrideCheck, type PolicyCheck, type PolicyCheckId } from "./policy-check.js";
import { softFailures } from "./verdict.js";

/** A check with the report of every set and policy; null until the check has a result. */
export interface PolicyCheckDetails extends PolicyCheck {
  readonly report: readonly PolicySetReport[] | null;
}

export class PolicyCheckService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: BlobStore,
  ) {}

  async get(actor: Actor, id: PolicyCheckId): Promise<PolicyCheckDetails> {
    return this.withReport(await this.getReadable(actor, id));
  }

  async listByRun(actor: Actor, runId: RunId): Promise<readonly PolicyCheckDetails[]> {
    const { store, access } = this.environment;
    const check = await store.read(async (tx) => {
      const run = await tx.runs.get(runId);
      access.require(actor, "read", subject("run", run));
      return tx.policyChecks.findByRun(runId);
    });
    return check === null ? [] : [await this.withReport(check)];
  }

  /** What a person reads about the result, as UTF-8; null until there is one. */
  async output(actor: Actor, id: PolicyCheckId): Promise<Uint8Array | null> {
    const { log, standingOverrides } = await this.getReadable(actor, id);
    if (log === null) return null;
    const text = await this.blobs.read(log);
    const standing = new TextEncoder().encode(renderApplied(standingOverrides));
    return Buffer.concat([text, standing]);
  }

  /**
   * @throws Conflict unless the check is soft failed and its run waits for the decision
   * @throws Invalid when the override cannot stand as it was asked for
   */
  async override(
    actor: Actor,
    id: PolicyCheckId,
    draft: OverrideDraft,
  ): Promise<PolicyCheckDetails> {
    const { store, access, clock } = this.environment;
    // A report never changes, so that it can be read before the check is held.
    const { report } = await this.get(actor, id);
    const overridden = await store.transaction(async (tx) => {
      // The run first: whatever happens to a check happens while its run is held.
      const { runId } = await tx.policyChecks.get(id);
      const run = await tx.runs.getForUpdate(runId);
      const check = await tx.policyChecks.get(id);
      access.require(actor, "override", subject("policy check", check));
      if (check.status !== "soft_failed" || report === null) {
        throw new Conflict(`a policy check that is "${check.status}" cannot be overridden`);
      }
      const by = userIdOf(actor);
      const { comment } = draft;
      await progressRun(tx, run, { kind: "override" }, this.environment, { by, comment });
      const failed = softFailures(check.policySets, report);
      const granted = await grantStanding(tx, actor, run, draft, failed, this.environment);
      const changed = overrideCheck(check, { by, at: clock.now(), comment }, granted);
      await tx.policyChecks.save(changed);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "override", subject("policy check", check), {
          run: run.id,
          comment,
        }),
      );
      return changed;
    });
    return { ...overridden, report };
  }

  private async getReadable(actor: Actor, id: PolicyCheckId): Promise<PolicyCheck> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const check = await tx.policyChecks.get(id);
      access.require(actor, "read", subject("policy check", check));
      return check;
    });
  }

  private async withReport(check: PolicyCheck): Promise<PolicyCheckDetails> {
    const report =
      check.result === null
        ? null
        : decodeJson<PolicySetReport[]>(await this.blobs.read(check.result.report));
    return { ...check, report: report?.map(withTraceTexts) ?? null };
  }
}

/** Reports that were written when traces were no texts are read as well. */
function withTraceTexts(set: PolicySetReport): PolicySetReport {
  const policies = set.policies.map((policy) => {
    const trace: unknown = policy.trace;
    return typeof trace === "string" ? policy : { ...policy, trace: JSON.stringify(trace) };
  });
  return { ...set, policies };
}
