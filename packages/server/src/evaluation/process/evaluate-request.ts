import { decodePlan, type Plan, summarizePlan } from "@portcullis/runner";
import { checkPolicies } from "./check-policies.js";
import type { EvaluatorMessage, EvaluatorRequest } from "./messages.js";

export type Notify = (message: EvaluatorMessage) => void;

/** Does what the request asks over the bytes of a plan; the last message is the result. */
export function evaluateRequest(
  request: EvaluatorRequest,
  bytes: Uint8Array,
  notify: Notify,
): void {
  const { plan, problem } = decodePlan(bytes);
  notify({ kind: "alive" });
  if (request.kind === "inspect plan") notify({ kind: "plan inspected", inspection: inspect() });
  else notify({ kind: "policies checked", report: check(request) });

  function inspect() {
    return plan === undefined
      ? ({ outcome: "problem", message: problem } as const)
      : ({ outcome: "plan", summary: summarizePlan(plan) } as const);
  }

  function check({ sets }: Extract<EvaluatorRequest, { kind: "check policies" }>) {
    return plan === undefined
      ? ({ outcome: "problem", message: problem } as const)
      : checkPolicies(sets, plan as Plan, notify);
  }
}
