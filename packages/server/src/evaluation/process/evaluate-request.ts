import {
  compileProblem,
  decodePlan,
  MalformedDocument,
  type Plan,
  runContextOf,
  summarizePlan,
} from "@portcullis/runner";
import type { PlanInspection, PolicyCheckReport } from "../../domain/evaluation/evaluator.js";
import { checkPolicies } from "./check-policies.js";
import type { EvaluatorMessage, EvaluatorRequest } from "./messages.js";

export type Notify = (message: EvaluatorMessage) => void;

/** Does what the request asks over the bytes of a plan; the last message is the result. */
export function evaluateRequest(
  request: EvaluatorRequest,
  bytes: Uint8Array,
  notify: Notify,
): void {
  if (request.kind === "compile policy") {
    notify({ kind: "policy compiled", problem: compileProblem(request.name, request.text) });
    return;
  }
  const { plan, problem } = decodePlan(bytes);
  notify({ kind: "alive" });
  if (request.kind === "inspect plan") {
    const inspection = unlessMalformed<PlanInspection>(plan, problem, (read) => ({
      outcome: "plan",
      summary: summarizePlan(read),
    }));
    notify({ kind: "plan inspected", inspection });
  } else {
    const { run } = runContextOf(request.run);
    const report = unlessMalformed<PolicyCheckReport>(plan, problem, (read) =>
      checkPolicies(request, { plan: read, run }, notify),
    );
    notify({ kind: "policies checked", report });
  }
}

/** A plan is read as far as it is looked at, so that what is wrong with it may show late. */
function unlessMalformed<Result>(
  plan: Plan | undefined,
  problem: string | undefined,
  use: (plan: Plan) => Result,
): Result | Problem {
  if (plan === undefined) return { outcome: "problem", message: problem ?? "" };
  try {
    return use(plan);
  } catch (error) {
    if (error instanceof MalformedDocument) return { outcome: "problem", message: error.message };
    throw error;
  }
}

type Problem = { readonly outcome: "problem"; readonly message: string };
