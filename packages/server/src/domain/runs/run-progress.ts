import type { Environment } from "../environment.js";
import { abandonPlan } from "../plans/plan.js";
import { abandonCheck, createPolicyCheck } from "../policy-checks/policy-check.js";
import { BY_THE_SERVER, type Deed, type RunAction } from "../run-events/run-event.js";
import { tellOfRun } from "../run-events/tell.js";
import type { Transaction } from "../store.js";
import { abandonStageOf, beginStageOf } from "../task-stages/stage-of-run.js";
import type { Run, RunStatus } from "./run.js";
import { advance, type RunEffect, type RunOccurrence } from "./run-machine.js";

/**
 * Lets an event happen to a run that was read for update, and saves what follows from it: the run, its
 * plan, its stage, its policy check, the work that becomes due, and its story, in which `deed` belongs to
 * what was done, not to what followed from it.
 *
 * @throws Conflict when the event is not possible in the run's status
 */
export async function progressRun(
  tx: Transaction,
  run: Run,
  event: RunOccurrence,
  environment: Environment,
  deed: Deed = BY_THE_SERVER,
): Promise<Run> {
  const { run: advanced, path, effects } = advance(run, event, environment.clock.now());
  let progressed = advanced;
  for (const [index, action] of actionsOf(event, path).entries()) {
    const each = index === 0 ? deed : BY_THE_SERVER;
    progressed = await tellOfRun(tx, progressed, action, each, environment);
  }
  for (const effect of effects) progressed = await carryOut(tx, progressed, effect, environment);
  await tx.runs.save(progressed);
  return progressed;
}

/** What there is to tell: an override is no status, everything else shows in those that were reached. */
function actionsOf({ kind }: RunOccurrence, path: readonly RunStatus[]): readonly RunAction[] {
  return kind === "override" || kind === "override stage" ? ["overridden", ...path] : path;
}

async function carryOut(
  tx: Transaction,
  run: Run,
  effect: RunEffect,
  environment: Environment,
): Promise<Run> {
  const { clock, ids } = environment;
  const now = clock.now();
  switch (effect.kind) {
    case "inspect plan":
      await tx.work.enqueue(ids.next("work"), "inspect-plan", run.id, now);
      return run;
    case "evaluate policies":
      await tx.work.enqueue(ids.next("work"), "evaluate-policies", run.id, now);
      return beginStageOf(tx, run, effect.evaluated, environment);
    case "check policies": {
      const check = createPolicyCheck({
        id: ids.next("polchk"),
        runId: run.id,
        workspaceId: run.workspaceId,
        projectId: run.projectId,
        organization: run.organization,
        policySets: effect.policySets,
        createdAt: now,
      });
      await tx.policyChecks.insert(check);
      await tx.work.enqueue(ids.next("work"), "check-policies", run.id, now);
      return { ...run, policyCheckId: check.id };
    }
    case "abandon work": {
      const work = await tx.work.withdraw(run.id);
      await tx.plans.save(abandonPlan(await tx.plans.getByRun(run.id), now));
      await abandonStageOf(tx, run, now);
      const check = await tx.policyChecks.findByRun(run.id);
      if (check !== null) {
        await tx.policyChecks.save(abandonCheck(check, work === "started", now));
      }
      return run;
    }
  }
}
