import type { Instant } from "../clock.js";
import { Conflict } from "../errors.js";
import type { PlanSummary } from "../evaluation/evaluator.js";
import type { PolicySetMembers } from "../policy-sets/policy-set.js";
import { isApplyable, type Run, type RunStatus } from "./run.js";

/** What can happen to a run. */
export type RunEvent =
  | { readonly kind: "plan received" }
  | {
      readonly kind: "plan finished";
      readonly summary: PlanSummary;
      /** What is enforced on the run's workspace; empty when nothing is. */
      readonly policySets: readonly PolicySetMembers[];
    }
  | { readonly kind: "plan errored" }
  | { readonly kind: "policies checked"; readonly verdict: Verdict }
  | { readonly kind: "override" }
  | { readonly kind: "apply" }
  | { readonly kind: "discard" }
  | { readonly kind: "cancel" };

export type Verdict = "passed" | "soft_failed" | "hard_failed" | "errored";

/** What must be done, in the same transaction, because a run changed its status. */
export type RunEffect =
  | { readonly kind: "inspect plan" }
  | { readonly kind: "check policies"; readonly policySets: readonly PolicySetMembers[] }
  /** The run is over: whatever it was waiting for is not needed any more. */
  | { readonly kind: "abandon work" };

export interface Transition {
  readonly run: Run;
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
export function advance(run: Run, event: RunEvent, now: Instant): Transition {
  // The table pairs every kind of event with a step for that kind; the compiler cannot see the pair.
  const step = TABLE[run.status][event.kind] as Step<RunEvent> | undefined;
  if (step === undefined) throw new Conflict(refusal(run, event));
  const { path, effects = [], change = {} } = step(run, event);
  const changed = { ...run, ...change };
  return { run: path.reduce((each, status) => reach(each, status, now), changed), effects };
}

export function isCancelable(run: Run): boolean {
  return "cancel" in TABLE[run.status];
}

export function isDiscardable(run: Run): boolean {
  return "discard" in TABLE[run.status];
}

interface Outcome {
  /** The statuses that are reached, one after the other. */
  readonly path: readonly RunStatus[];
  readonly effects?: readonly RunEffect[];
  readonly change?: Partial<Run>;
}

type Step<Event extends RunEvent> = (run: Run, event: Event) => Outcome;

type Steps = {
  readonly [Kind in RunEvent["kind"]]?: Step<Extract<RunEvent, { readonly kind: Kind }>>;
};

const discard: Step<RunEvent> = () => ({
  path: ["discarded"],
  effects: [{ kind: "abandon work" }],
});

const cancel: Step<RunEvent> = () => ({ path: ["canceled"], effects: [{ kind: "abandon work" }] });

const TABLE: { readonly [Status in RunStatus]: Steps } = {
  pending: {
    "plan received": () => ({ path: ["planning"], effects: [{ kind: "inspect plan" }] }),
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
      const { policySets } = event;
      if (policySets.length === 0) {
        return { change, path: ["planned", ...settled({ ...run, ...change })] };
      }
      return {
        change,
        path: ["planned", "policy_checking"],
        effects: [{ kind: "check policies", policySets }],
      };
    },
    "plan errored": () => ({ path: ["errored"] }),
    cancel,
  },
  planned: { discard },
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

const APPLY_ELSEWHERE: readonly RunStatus[] = ["planned", "planned_and_saved", "policy_checked"];

function refusal(run: Run, event: RunEvent): string {
  if (event.kind === "apply" && APPLY_ELSEWHERE.includes(run.status)) {
    return "this server does not apply: apply the plan where it was made";
  }
  return `"${event.kind}" is not possible while the run is "${run.status}"`;
}
