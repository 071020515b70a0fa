import { SYSTEM } from "../domain/access/actor.js";
import { subject } from "../domain/access/subject.js";
import { auditEntry } from "../domain/audit/audit-entry.js";
import type { BlobStore } from "../domain/blobs/blob-store.js";
import { SENTINEL_LEVELS } from "../domain/enforcement-level.js";
import type { Environment } from "../domain/environment.js";
import type {
  EvaluationMonitor,
  Evaluator,
  PolicyCheckRequest,
  PolicyToCheck,
  RunToCheck,
} from "../domain/evaluation/evaluator.js";
import { revealed } from "../domain/parameters/parameter.js";
import type { Policy } from "../domain/policies/policy.js";
import { finishCheck, type PolicyCheck } from "../domain/policy-checks/policy-check.js";
import { encodeReport } from "../domain/policy-checks/report.js";
import { countPolicies, mismatch, verdictOf } from "../domain/policy-checks/verdict.js";
import type { Verdict } from "../domain/runs/run-machine.js";
import { progressRun } from "../domain/runs/run-progress.js";
import type { Vault } from "../domain/secrets/vault.js";
import type { Transaction } from "../domain/store.js";
import type { WorkItem } from "../domain/work/work-item.js";
import type { Recording, WorkHandler } from "./work-handler.js";

/** LIMIT: what an evaluator may say about one check; its own limits on output are far below. */
const RESULT_LIMIT = 256 * 1024 * 1024;

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
      report: await this.blobs.write(encodeReport(report.sets), RESULT_LIMIT),
    };
    return this.record(item, verdictOf(report), { result, log: await this.writeLog(report.log) });
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
  ): Recording {
    return async (tx) => {
      const now = this.environment.clock.now();
      const run = await tx.runs.getForUpdate(item.runId);
      const check = await getCheck(tx, item);
      await tx.policyChecks.save(finishCheck(check, verdict, outcome, now));
      await progressRun(tx, run, { kind: "policies checked", verdict }, this.environment);
      await tx.audit.append(
        auditEntry(now, SYSTEM, "evaluate", subject("policy check", check), {
          run: run.id,
          verdict,
        }),
      );
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
  const { document } = await tx.plans.getByRun(item.runId);
  if (document === null) throw new Error(`the plan of run "${item.runId}" has no document`);
  const members = check.policySets.flatMap((set) => set.policies);
  const found = await tx.policies.getMany(members.map((policy) => policy.id));
  const policies = new Map(found.map((policy) => [policy.id, policy]));
  // COMPAT (Policies API, Delete a Policy): a run that still needs a deleted policy ends in an error.
  const deleted = members.find((policy) => !policies.has(policy.id));
  if (deleted !== undefined) {
    return `policy "${deleted.name}" was deleted before it could be checked: start a new run`;
  }
  const parameters = await tx.parameters.listOf(check.policySets.map((set) => set.id));
  return {
    plan: document,
    run: await loadRun(tx, item),
    sets: check.policySets.map((set) => ({
      name: set.name,
      parameters: parameters
        .filter((each) => each.policySetId === set.id)
        .map((each) => ({ key: each.key, value: revealed(each, vault) })),
      policies: set.policies.flatMap(({ id }) => {
        const policy = policies.get(id);
        return policy === undefined ? [] : [toCheck(policy)];
      }),
    })),
  };
}

async function loadRun(tx: Transaction, { runId }: WorkItem): Promise<RunToCheck> {
  const run = await tx.runs.get(runId);
  const workspace = await tx.workspaces.get(run.workspaceId);
  const project = await tx.projects.get(workspace.projectId);
  const [user] = run.createdBy === null ? [] : await tx.users.getMany([run.createdBy]);
  return { run, workspace, project, createdBy: user?.username ?? null };
}

async function getCheck(tx: Transaction, item: WorkItem): Promise<PolicyCheck> {
  const check = await tx.policyChecks.findByRun(item.runId);
  if (check === null) throw new Error(`run "${item.runId}" has no policy check`);
  return check;
}

function toCheck({ name, enforcementLevel, code }: Policy): PolicyToCheck {
  const level = SENTINEL_LEVELS.find((each) => each === enforcementLevel);
  if (level === undefined) throw new Error(`policy "${name}" has no Sentinel level`);
  return { name, level, code };
}
