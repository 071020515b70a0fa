import { SYSTEM } from "../domain/access/actor.js";
import { subject } from "../domain/access/subject.js";
import { auditEntry } from "../domain/audit/audit-entry.js";
import type { BlobStore } from "../domain/blobs/blob-store.js";
import { encodeJson } from "../domain/blobs/json-content.js";
import type { Environment } from "../domain/environment.js";
import type {
  EvaluationMonitor,
  Evaluator,
  PolicyCheckRequest,
  PolicySetReport,
} from "../domain/evaluation/evaluator.js";
import { finishCheck, type PolicyCheck } from "../domain/policy-checks/policy-check.js";
import {
  countPolicies,
  mismatch,
  softFailures,
  verdictOf,
} from "../domain/policy-checks/verdict.js";
import type { Verdict } from "../domain/runs/run-machine.js";
import { progressRun } from "../domain/runs/run-progress.js";
import type { Vault } from "../domain/secrets/vault.js";
import { standingCoverage, useEntry } from "../domain/standing-overrides/granting.js";
import type { Transaction } from "../domain/store.js";
import type { WorkItem } from "../domain/work/work-item.js";
import { loadPolicies, loadSubject, sentinelSets } from "./load-policies.js";
import { RESULT_LIMIT } from "./result-limit.js";
import type { Recording, WorkHandler } from "./work-handler.js";

/** Has the policies of a run evaluated on its plan, and lets the run go on, wait or end. */
export class CheckPolicies implements WorkHandler {
  constructor(
    private readonly environment: Environment,
    private readonly evaluator: Evaluator,
    private readonly blobs: BlobStore,
    private readonly vault: Vault,
  ) {}

  async perform(item: WorkItem, monitor: EvaluationMonitor): Promise<Recording> {
    const request = await this.environment.store.read((tx) => loadRequest(tx, item, this.vault));
    if (typeof request === "string") return this.fail(item, request);
    const report = await this.evaluator.checkPolicies(request, monitor);
    if (report.outcome === "problem") return this.fail(item, report.message);
    const doubt = mismatch(request, report);
    if (doubt !== null) return this.fail(item, doubt);
    const result = {
      ...countPolicies(report),
      durationMs: report.durationMs,
      report: await this.blobs.write(encodeJson(report.sets), RESULT_LIMIT),
    };
    const log = await this.writeLog(report.log);
    return this.record(item, verdictOf(report), { result, log }, report.sets);
  }

  async giveUp(item: WorkItem, reason: string): Promise<Recording> {
    return this.fail(item, `the policies could not be checked: ${reason}`);
  }

  private async fail(item: WorkItem, message: string): Promise<Recording> {
    const log = await this.writeLog(`${message}\n`);
    return this.record(item, "errored", { result: null, log });
  }

  private record(
    item: WorkItem,
    verdict: Verdict,
    outcome: Pick<PolicyCheck, "result" | "log">,
    report: readonly PolicySetReport[] = [],
  ): Recording {
    return async (tx) => {
      const now = this.environment.clock.now();
      const run = await tx.runs.getForUpdate(item.runId);
      const check = await getCheck(tx, item);
      const failed = verdict === "soft_failed" ? softFailures(check.policySets, report) : [];
      const { applied, isWhole } = await standingCoverage(tx, run, failed, this.environment);
      const effective = verdict === "soft_failed" && isWhole ? "passed" : verdict;
      const finished = { ...outcome, standingOverrides: applied };
      await tx.policyChecks.save(finishCheck(check, effective, finished, now));
      await progressRun(
        tx,
        run,
        { kind: "policies checked", verdict: effective },
        this.environment,
      );
      await tx.audit.append(
        auditEntry(now, SYSTEM, "evaluate", subject("policy check", check), {
          run: run.id,
          verdict,
        }),
      );
      if (effective !== verdict) {
        await tx.audit.append(useEntry(now, subject("policy check", check), run, applied));
      }
    };
  }

  private writeLog(log: string): Promise<string> {
    return this.blobs.write(new TextEncoder().encode(log), RESULT_LIMIT);
  }
}

/** What to evaluate, or why it cannot be. */
async function loadRequest(
  tx: Transaction,
  item: WorkItem,
  vault: Vault,
): Promise<PolicyCheckRequest | string> {
  const check = await getCheck(tx, item);
  const policies = await loadPolicies(tx, check.policySets);
  if (typeof policies === "string") return policies;
  return {
    ...(await loadSubject(tx, item.runId)),
    sets: await sentinelSets(tx, check.policySets, policies, vault),
  };
}

async function getCheck(tx: Transaction, item: WorkItem): Promise<PolicyCheck> {
  const check = await tx.policyChecks.findByRun(item.runId);
  if (check === null) throw new Error(`run "${item.runId}" has no policy check`);
  return check;
}
