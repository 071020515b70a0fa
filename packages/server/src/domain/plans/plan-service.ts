import type { Actor } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobContent, BlobStore } from "../blobs/blob-store.js";
import type { Environment } from "../environment.js";
import { NotFound, Unsupported } from "../errors.js";
import { type Evaluator, unwatched } from "../evaluation/evaluator.js";
import type { Run, RunId } from "../runs/run.js";
import { progressRun } from "../runs/run-progress.js";
import type { Transaction } from "../store.js";
import {
  isAwaitingUpload,
  marksSensitiveValues,
  PLAN_LIMIT,
  type Plan,
  type PlanId,
  receivePlan,
} from "./plan.js";
import { logOf, type PlanLog } from "./plan-log.js";

/** How a request names a plan: by its id, or by its run. */
export type PlanKey = { readonly id: PlanId } | { readonly runId: RunId };

export class PlanService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: BlobStore,
    private readonly evaluator: Pick<Evaluator, "redactPlan">,
  ) {}

  async get(actor: Actor, key: PlanKey): Promise<Plan> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const plan = await findPlan(tx, key);
      access.require(actor, "read", subject("plan", plan));
      return plan;
    });
  }

  /** The document as it was uploaded; null until the plan is finished. */
  async document(actor: Actor, key: PlanKey): Promise<Uint8Array | null> {
    const { store, access } = this.environment;
    const plan = await store.read(async (tx) => {
      const found = await findPlan(tx, key);
      access.require(actor, "download", subject("plan", found));
      return found;
    });
    const { status, document } = plan;
    return status !== "finished" || document === null ? null : this.blobs.read(document);
  }

  /**
   * The document without its sensitive values; null until the plan is finished. Made anew each time, so
   * that what is known better later counts for every plan.
   *
   * @throws Unsupported when the plan cannot be redacted
   */
  async redactedDocument(actor: Actor, key: PlanKey): Promise<Uint8Array | null> {
    const { status, document, summary } = await this.get(actor, key);
    if (status !== "finished" || document === null || summary === null) return null;
    if (!marksSensitiveValues(summary)) {
      throw new Unsupported(
        "the plan does not say what is sensitive in it: only Terraform 0.15.2 and later does, so make the plan with a newer version",
      );
    }
    const redaction = await this.evaluator.redactPlan(document, unwatched());
    if (redaction.outcome === "problem") throw new Unsupported(redaction.message);
    return redaction.document;
  }

  async log(actor: Actor, id: PlanId): Promise<PlanLog> {
    return logOf(await this.get(actor, { id }));
  }

  /** The plans of these runs, as far as the actor may read them. */
  async readableOf(actor: Actor, runs: readonly Run[]): Promise<readonly Plan[]> {
    const { store, access } = this.environment;
    const plans = await store.read((tx) => tx.plans.getManyByRun(runs.map(({ id }) => id)));
    return plans.filter((plan) => access.permits(actor, "read", subject("plan", plan)));
  }

  /**
   * Takes the uploaded plan, once; its run goes on from there. Nothing is read from it here: a plan is
   * looked at by the evaluator only.
   *
   * @throws NotFound when no upload is awaited (any more)
   * @throws TooLarge when the plan is above PLAN_LIMIT; it can then be uploaded again
   */
  async receive(actor: Actor, id: PlanId, content: BlobContent): Promise<void> {
    const { store } = this.environment;
    // Asked first, so that nobody fills the disk through a link that is used up.
    await store.read((tx) => this.getAwaited(tx, actor, id));
    const document = await this.blobs.write(content, PLAN_LIMIT);
    await store.transaction(async (tx) => {
      const now = this.environment.clock.now();
      const { runId } = await tx.plans.get(id);
      const run = await tx.runs.getForUpdate(runId);
      const plan = await this.getAwaited(tx, actor, id);
      await tx.plans.save(receivePlan(plan, document, now));
      await progressRun(tx, run, { kind: "plan received" }, this.environment);
      await tx.audit.append(
        auditEntry(now, actor, "upload", subject("plan", plan), { sha256: document }),
      );
    });
  }

  private async getAwaited(tx: Transaction, actor: Actor, id: PlanId): Promise<Plan> {
    const plan = await tx.plans.get(id);
    this.environment.access.require(actor, "upload", subject("plan", plan));
    if (!isAwaitingUpload(plan, this.environment.clock.now())) throw new NotFound("plan", id);
    return plan;
  }
}

async function findPlan(tx: Transaction, key: PlanKey): Promise<Plan> {
  if ("id" in key) return tx.plans.get(key.id);
  await tx.runs.get(key.runId);
  return tx.plans.getByRun(key.runId);
}
