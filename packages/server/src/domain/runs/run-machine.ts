import type { Instant } from "../clock.js";
import { Conflict } from "../errors.js";
import type { PlanSummary } from "../evaluation/evaluator.js";
import type { Enforcement } from "../policy-sets/enforcement.js";
import { isApplyable, type Run, type RunStatus } from "./run.js";

/** What can happen to a run. */
export type RunOccurrence =
  | { readonly kind: "plan received" }
  | {
      readonly kind: "plan finished";
      readonly summary: PlanSummary;
      readonly enforcement: Enforcement;
    }
  | { readonly kind: "plan errored" }
  | {
      readonly kind: "policies evaluated";
      readonly verdict: StageVerdict;
      readonly checked: Enforcement["checked"];
    }
  | { readonly kind: "override stage"; readonly checked: Enforcement["checked"] }
  | { readonly kind: "policies checked"; readonly verdict: Verdict }
  | { readonly kind: "override" }
  | { readonly kind: "apply" }
  | { readonly kind: "discard" }
  | { readonly kind: "cancel" }
  /** Never possible: whatever is canceled here is so at once. */
  | { readonly kind: "force cancel" };

/** "overridable": every set that failed may be overridden. */
export type StageVerdict = "passed" | "overridable" | "failed" | "errored";

export type Verdict = "passed" | "soft_failed" | "hard_failed" | "errored";

/** What must be done, in the same transaction, because a run changed its status. */
export type RunEffect =
  | { readonly kind: "inspect plan" }
  | { readonly kind: "evaluate policies"; readonly evaluated: Enforcement["evaluated"] }
  | { readonly kind: "check policies"; readonly policySets: Enforcement["checked"] }
  /** The run is over: whatever it was waiting for is not needed any more. */
  | { readonly kind: "abandon work" };

export interface Transition {
  readonly run: Run;
  /** The statuses that were reached, one after the other. */
  readonly path: readonly RunStatus[];
  readonly effects: readonly RunEffect[];
}

/**
 * The next state of a run, and what follows from it.
 *
 * COMPAT (Runs API, Run States): a status that nothing waits for is passed through and keeps its time,
 * as "planned" does on the way to "policy_checking".
 *
 * @throws Conflict when the event is not possible in the run's status
 */
export function advance(run: Run, event: RunOccurrence, now: Instant): Transition {
  // The table pairs every kind of event with a step for that kind; the compiler cannot see the pair.
  const step = TABLE[run.status][event.kind] as Step<RunOccurrence> | undefined;
  if (step === undefined) throw new Conflict(refusal(run, event));
  const { path, effects = [], change = {} } = step(run, event);
  const changed = { ...run, ...change };
  const advanced = path.reduce((each, status) => reach(each, status, now), changed);
  return { run: advanced, path, effects };
}

export function isCancelable(run: Run): boolean {
  return "cancel" in TABLE[run.status];
}

export function isDiscardable(run: Pick<Run, "status">): boolean {
  return "discard" in TABLE[run.status];
}

/** Whether nothing more will happen to a run in this status, unless somebody discards it. */
export function isOver(status: RunStatus): boolean {
  return Object.keys(TABLE[status]).every((event) => event === "discard");
}

interface Outcome {
  /** The statuses that are reached, one after the other. */
  readonly path: readonly RunStatus[];
  readonly effects?: readonly RunEffect[];
  readonly change?: Partial<Run>;
}

type Step<Event extends RunOccurrence> = (run: Run, event: Event) => Outcome;

type Steps = {
  readonly [Kind in RunOccurrence["kind"]]?: Step<Extract<RunOccurrence, { readonly kind: Kind }>>;
};

const discard: Step<RunOccurrence> = () => ({
  path: ["discarded"],
  effects: [{ kind: "abandon work" }],
});

const cancel: Step<RunOccurrence> = () => ({
  path: ["canceled"],
  effects: [{ kind: "abandon work" }],
});

const TABLE: { readonly [Status in RunStatus]: Steps } = {
  pending: {
    "plan received": () => ({ path: ["planning"], effects: [{ kind: "inspect plan" }] }),
    "plan errored": () => ({ path: ["errored"], effects: [{ kind: "abandon work" }] }),
    discard,
    cancel,
  },
  planning: {
    "plan finished": (run, event) => {
      const change = {
        hasChanges: event.summary.hasChanges,
        // A plan that does not tell its version has an empty one, which is no version to show.
        terraformVersion: event.summary.terraformVersion || run.terraformVersion,
      };
      const { checked, evaluated } = event.enforcement;
      // A stage that was announced is gone through, even if nothing is left to evaluate in it.
      if (evaluated.length > 0 || run.taskStageId !== null) {
        return {
          change,
          path: ["planned", "post_plan_running"],
          effects: [{ kind: "evaluate policies", evaluated }],
        };
      }
      return { change, ...onToCheck("planned", { ...run, ...change }, checked) };
    },
    "plan errored": () => ({ path: ["errored"], effects: [{ kind: "abandon work" }] }),
    cancel,
  },
  planned: { discard },
  post_plan_running: {
    "policies evaluated": (run, { verdict, checked }) => {
      if (verdict === "passed") return onToCheck("post_plan_completed", run, checked);
      const mayWait = verdict === "overridable" && isApplyable(run);
      return { path: [mayWait ? "post_plan_awaiting_decision" : "errored"] };
    },
    discard,
    cancel,
  },
  post_plan_awaiting_decision: {
    "override stage": (run, { checked }) => onToCheck("post_plan_completed", run, checked),
    discard,
  },
  post_plan_completed: { discard },
  policy_checking: {
    "policies checked": (run, { verdict }) => ({ path: afterCheck(run, verdict) }),
    cancel,
  },
  policy_override: {
    override: (run) => ({ path: ["policy_checked", ...settled(run)] }),
    discard,
  },
  policy_checked: { discard },
  planned_and_saved: { discard },
  policy_soft_failed: {},
  planned_and_finished: {},
  discarded: {},
  canceled: {},
  errored: {},
};

export const RUN_STATUSES = Object.keys(TABLE) as readonly RunStatus[];

/**
 * The statuses of a group. COMPAT (Runs API, Run Status Groups): these names; a run in a final status stays
 * there. None for what is no group.
 */
export function statusesIn(group: string): readonly RunStatus[] {
  const isFinal = (status: RunStatus) => Object.keys(TABLE[status]).length === 0;
  switch (group) {
    case "final":
      return RUN_STATUSES.filter(isFinal);
    case "non_final":
      return RUN_STATUSES.filter((status) => !isFinal(status));
    case "discardable":
      return RUN_STATUSES.filter((status) => isDiscardable({ status }));
    default:
      return [];
  }
}

/** From a status in which the policies can be checked, if there are any. */
function onToCheck(
  status: RunStatus,
  run: Run,
  policySets: Enforcement["checked"],
): Pick<Outcome, "path" | "effects"> {
  if (policySets.length === 0) return { path: [status, ...settled(run)] };
  return {
    path: [status, "policy_checking"],
    effects: [{ kind: "check policies", policySets }],
  };
}

function afterCheck(run: Run, verdict: Verdict): readonly RunStatus[] {
  switch (verdict) {
    case "passed":
      return ["policy_checked", ...settled(run)];
    case "soft_failed":
      return [isApplyable(run) ? "policy_override" : "policy_soft_failed"];
    case "hard_failed":
    case "errored":
      return ["errored"];
  }
}

/** Where a run comes to rest once no policy stands in its way; where it is, if a decision is open. */
function settled(run: Run): readonly RunStatus[] {
  if (!isApplyable(run)) return ["planned_and_finished"];
  return run.savePlan ? ["planned_and_saved"] : [];
}

function reach(run: Run, status: RunStatus, now: Instant): Run {
  return { ...run, status, statusTimes: { ...run.statusTimes, [status]: now } };
}

const APPLY_ELSEWHERE: readonly RunStatus[] = [
  "planned",
  "planned_and_saved",
  "post_plan_completed",
  "policy_checked",
];

function refusal(run: Run, event: RunOccurrence): string {
  if (event.kind === "apply" && APPLY_ELSEWHERE.includes(run.status)) {
    return "this server does not apply: apply the plan where it was made";
  }
  return `"${event.kind}" is not possible while the run is "${run.status}"`;
}
