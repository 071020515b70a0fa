import { SYSTEM } from "../domain/access/actor.js";
import { subject } from "../domain/access/subject.js";
import { auditEntry } from "../domain/audit/audit-entry.js";
import type { BlobId, BlobStore } from "../domain/blobs/blob-store.js";
import { encodeJson } from "../domain/blobs/json-content.js";
import type { Compat } from "../domain/compat.js";
import type { Environment } from "../domain/environment.js";
import type {
  EvaluationMonitor,
  Evaluator,
  OpaRequest,
  PolicyCheckRequest,
} from "../domain/evaluation/evaluator.js";
import { mismatch } from "../domain/policy-checks/verdict.js";
import { enforcementOn } from "../domain/policy-sets/enforcement.js";
import type { Run } from "../domain/runs/run.js";
import type { StageVerdict } from "../domain/runs/run-machine.js";
import { progressRun } from "../domain/runs/run-progress.js";
import type { Vault } from "../domain/secrets/vault.js";
import { standingCoverage, useEntry } from "../domain/standing-overrides/granting.js";
import type { AppliedOverride } from "../domain/standing-overrides/standing-override.js";
import type { Transaction } from "../domain/store.js";
import {
  finishEvaluation,
  overrideEvaluation,
  type PolicyEvaluation,
} from "../domain/task-stages/policy-evaluation.js";
import { countEntries, type Output } from "../domain/task-stages/policy-set-outcome.js";
import {
  evaluationStatus,
  overridableFailures,
  type SetResult,
  stageVerdict,
} from "../domain/task-stages/set-result.js";
import { finishStage } from "../domain/task-stages/task-stage.js";
import type { WorkItem } from "../domain/work/work-item.js";
import { loadPolicies, loadSubject, opaSets, sentinelSets } from "./load-policies.js";
import { RESULT_LIMIT } from "./result-limit.js";
import { faultyResults, opaResults, sentinelResults } from "./set-results.js";
import type { Recording, WorkHandler } from "./work-handler.js";

/** Has the policies of a stage evaluated on the plan of its run, and lets the run go on, wait or end. */
export class EvaluateStage implements WorkHandler {
  constructor(
    private readonly environment: Environment,
    private readonly evaluator: Evaluator,
    private readonly blobs: BlobStore,
    private readonly vault: Vault,
    private readonly compat: Compat,
  ) {}

  async perform(item: WorkItem, monitor: EvaluationMonitor): Promise<Recording> {
    const loaded = await this.environment.store.read((tx) => load(tx, item, this.vault));
    const results: EvaluationResult[] = [];
    for (const each of loaded) {
      const { evaluation } = each;
      const sets =
        "refusal" in each
          ? faultyResults(evaluation.policySets, each.refusal)
          : await this.evaluate(each, monitor);
      results.push({ evaluation, sets, outputs: await this.writeOutputs(sets) });
    }
    return this.record(item, results);
  }

  async giveUp(item: WorkItem, reason: string): Promise<Recording> {
    const evaluations = await this.environment.store.read((tx) => evaluationsOf(tx, item));
    const message = `the policies could not be evaluated: ${reason}`;
    return this.record(
      item,
      evaluations.map((evaluation) => {
        const sets = faultyResults(evaluation.policySets, message);
        return { evaluation, sets, outputs: sets.map(() => null) };
      }),
    );
  }

  private async evaluate(loaded: Loaded, monitor: EvaluationMonitor): Promise<SetResult[]> {
    const { policySets } = loaded.evaluation;
    if (policySets.length === 0) return [];
    if (loaded.kind === "opa") {
      const report = await this.evaluator.evaluateOpa(loaded.request, monitor);
      if (report.outcome === "problem") return faultyResults(policySets, report.message);
      const doubt = mismatch(loaded.request, report);
      return doubt === null ? opaResults(policySets, report) : faultyResults(policySets, doubt);
    }
    const report = await this.evaluator.checkPolicies(loaded.request, monitor);
    if (report.outcome === "problem") return faultyResults(policySets, report.message);
    const doubt = mismatch(loaded.request, report);
    return doubt === null
      ? sentinelResults(policySets, report.sets)
      : faultyResults(policySets, doubt);
  }

  private writeOutputs(sets: readonly SetResult[]): Promise<(BlobId | null)[]> {
    return Promise.all(sets.map(({ output }) => this.writeOutput(output)));
  }

  private async writeOutput(output: Output): Promise<BlobId | null> {
    if (output.every((lines) => lines.length === 0)) return null;
    return this.blobs.write(encodeJson(output), RESULT_LIMIT);
  }

  private record(item: WorkItem, results: readonly EvaluationResult[]): Recording {
    return async (tx) => {
      const run = await tx.runs.getForUpdate(item.runId);
      for (const result of results) await this.recordEvaluation(tx, run, result);
      const { verdict, applied } = await this.decide(tx, run, results);
      const workspace = await tx.workspaces.get(run.workspaceId);
      const { checked } = await enforcementOn(tx, workspace, this.compat);
      const event = { kind: "policies evaluated", verdict, checked } as const;
      const progressed = await progressRun(tx, run, event, this.environment);
      const stage = await tx.taskStages.get(stageIdOf(run));
      const now = this.environment.clock.now();
      const status = stageStatus(verdict, progressed);
      await tx.taskStages.save(finishStage(stage, status, applied, now));
    };
  }

  /** What came of all evaluations, and which standing overrides have a part in it. */
  private async decide(
    tx: Transaction,
    run: Run,
    results: readonly EvaluationResult[],
  ): Promise<{ verdict: StageVerdict; applied: readonly AppliedOverride[] }> {
    const verdict = stageVerdict(results.flatMap(({ sets }) => sets));
    if (verdict !== "overridable") return { verdict, applied: [] };
    const failed = results.flatMap(({ evaluation, sets }) =>
      overridableFailures(evaluation.policySets, sets),
    );
    const { applied, isWhole } = await standingCoverage(tx, run, failed, this.environment);
    if (!isWhole) return { verdict, applied };
    const now = this.environment.clock.now();
    const stage = await tx.taskStages.get(stageIdOf(run));
    for (const evaluation of await tx.taskStages.evaluationsOf([stage.id])) {
      await tx.taskStages.saveEvaluation(overrideEvaluation(evaluation, now));
    }
    await tx.audit.append(useEntry(now, subject("task stage", stage), run, applied));
    return { verdict: "passed", applied };
  }

  private async recordEvaluation(
    tx: Transaction,
    run: Run,
    { evaluation, sets, outputs }: EvaluationResult,
  ): Promise<void> {
    const { clock, ids } = this.environment;
    const now = clock.now();
    for (const [position, { isFaulty: _, output: __, ...set }] of sets.entries()) {
      const output = outputs[position] ?? null;
      const id = ids.next("psout");
      await tx.taskStages.insertOutcome({
        ...set,
        id,
        evaluationId: evaluation.id,
        position,
        output,
      });
    }
    const status = evaluationStatus(sets);
    const counts = countEntries(sets.flatMap(({ entries }) => entries));
    const toolVersion = sets[0]?.toolVersion ?? null;
    await tx.taskStages.saveEvaluation(
      finishEvaluation(evaluation, status, { counts, toolVersion }, now),
    );
    await tx.audit.append(
      auditEntry(now, SYSTEM, "evaluate", subject("policy evaluation", evaluation), {
        run: run.id,
        kind: evaluation.kind,
        verdict: status,
      }),
    );
  }
}

interface EvaluationResult {
  readonly evaluation: PolicyEvaluation;
  readonly sets: readonly SetResult[];
  /** Where the output of each set is. */
  readonly outputs: readonly (BlobId | null)[];
}

type Loaded = { readonly evaluation: PolicyEvaluation } & (
  | { readonly kind: "sentinel"; readonly request: PolicyCheckRequest }
  | { readonly kind: "opa"; readonly request: OpaRequest }
);

interface Refused {
  readonly evaluation: PolicyEvaluation;
  /** Why it cannot be carried out. */
  readonly refusal: string;
}

async function load(tx: Transaction, item: WorkItem, vault: Vault): Promise<(Loaded | Refused)[]> {
  const about = await loadSubject(tx, item.runId);
  const loaded: (Loaded | Refused)[] = [];
  for (const evaluation of await evaluationsOf(tx, item)) {
    const { kind, policySets } = evaluation;
    const policies = await loadPolicies(tx, policySets);
    if (typeof policies === "string") loaded.push({ evaluation, refusal: policies });
    else if (kind === "opa") {
      const request = { ...about, sets: opaSets(policySets, policies) };
      loaded.push({ evaluation, kind, request });
    } else {
      const sets = await sentinelSets(tx, policySets, policies, vault);
      loaded.push({ evaluation, kind, request: { ...about, sets } });
    }
  }
  return loaded;
}

async function evaluationsOf(
  tx: Transaction,
  { runId }: WorkItem,
): Promise<readonly PolicyEvaluation[]> {
  return tx.taskStages.evaluationsOf([stageIdOf(await tx.runs.get(runId))]);
}

function stageIdOf({ id, taskStageId }: Run): string {
  if (taskStageId === null) throw new Error(`run "${id}" has no task stage`);
  return taskStageId;
}

/** Where the stage is when the run has gone on, or has not. */
function stageStatus(verdict: StageVerdict, { status }: Run) {
  if (verdict === "passed") return "passed";
  if (status === "post_plan_awaiting_decision") return "awaiting_override";
  return verdict === "errored" ? "errored" : "failed";
}
