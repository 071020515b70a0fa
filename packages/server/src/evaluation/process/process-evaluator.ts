import type { BlobStore } from "../../domain/blobs/blob-store.js";
import type {
  EvaluationMonitor,
  Evaluator,
  OpaReport,
  OpaRequest,
  PlanInspection,
  PolicyCheckReport,
  PolicyCheckRequest,
} from "../../domain/evaluation/evaluator.js";
import { OpaEvaluation } from "../opa/opa-evaluation.js";
import type { OpaProgram } from "../opa/opa-program.js";
import { toRunDocument } from "../run-document.js";
import {
  type Ending,
  type PolicyPlace,
  type ProcessLimits,
  processLimits,
  runEvaluatorProcess,
} from "./evaluator-process.js";
import type { EvaluatorMessage, EvaluatorRequest, SetToEvaluate } from "./messages.js";

/**
 * LIMIT: policies of one check that may each take an evaluator process down before the check as a
 * whole is given up.
 */
const MAX_STOPPED_POLICIES = 5;

/** What whoever runs a server decides about evaluations. */
export interface EvaluatorSettings {
  /** Whether a plan's sensitive values are hidden even in what policies print. */
  readonly redactSensitive: boolean;
}

/**
 * Evaluates each request in a process of its own. A policy that takes its process down is in error,
 * as if it had ended itself, and the others are evaluated without it.
 */
export class ProcessEvaluator implements Evaluator {
  constructor(
    private readonly blobs: Pick<BlobStore, "read" | "withFile">,
    private readonly settings: EvaluatorSettings,
    private readonly limits: ProcessLimits = processLimits,
    private readonly opa: OpaProgram | null = null,
  ) {}

  async inspectPlan(plan: string, monitor: EvaluationMonitor): Promise<PlanInspection> {
    const ending = await this.runOver(plan, { kind: "inspect plan" }, monitor);
    if (ending.kind === "broken") return problemOf(ending, "the plan could not be read");
    return resultOf(ending.message, "plan inspected").inspection;
  }

  async checkPolicies(
    { plan, run, sets }: PolicyCheckRequest,
    monitor: EvaluationMonitor,
  ): Promise<PolicyCheckReport> {
    const document = toRunDocument(run);
    const { redactSensitive } = this.settings;
    let toEvaluate = await this.load(sets);
    for (let stopped = 0; ; stopped++) {
      const request = {
        kind: "check policies",
        run: document,
        sets: toEvaluate,
        redactSensitive,
      } as const;
      const ending = await this.runOver(plan, request, monitor);
      if (ending.kind === "result") return resultOf(ending.message, "policies checked").report;
      const { during, reason, isRepeatable } = ending;
      if (during === undefined || !isRepeatable || stopped >= MAX_STOPPED_POLICIES)
        return problemOf(ending, "the policies could not be checked");
      toEvaluate = withStopped(toEvaluate, during, `the policy had to be stopped: ${reason}`);
    }
  }

  async evaluateOpa(request: OpaRequest, monitor: EvaluationMonitor): Promise<OpaReport> {
    if (this.opa === null) return { outcome: "problem", message: NO_OPA };
    return new OpaEvaluation(this.opa, this.blobs, this.settings).evaluate(request, monitor);
  }

  async close(): Promise<void> {}

  private runOver(
    plan: string,
    request: EvaluatorRequest,
    monitor: EvaluationMonitor,
  ): Promise<Ending> {
    return this.blobs.withFile(plan, (path) =>
      runEvaluatorProcess(request, path, monitor, this.limits),
    );
  }

  private load(sets: PolicyCheckRequest["sets"]): Promise<SetToEvaluate[]> {
    return Promise.all(
      sets.map(async ({ name, parameters, policies }) => ({
        name,
        parameters,
        policies: await Promise.all(
          policies.map(async (policy) => ({
            name: policy.name,
            level: policy.level,
            code: policy.code === null ? null : await this.readBase64(policy.code),
            stopped: null,
          })),
        ),
      })),
    );
  }

  private async readBase64(id: string): Promise<string> {
    return Buffer.from(await this.blobs.read(id)).toString("base64");
  }
}

const NO_OPA =
  "this server has no OPA to evaluate policies of kind opa with: whoever runs it can name one with --opa, as in --opa /usr/local/bin/opa";

function withStopped(
  sets: readonly SetToEvaluate[],
  { set, policy }: PolicyPlace,
  reason: string,
): SetToEvaluate[] {
  return sets.map((each, setIndex) => ({
    ...each,
    policies: each.policies.map((member, index) =>
      setIndex === set && index === policy ? { ...member, stopped: reason } : member,
    ),
  }));
}

/** @throws Error when another attempt may succeed */
function problemOf(
  { reason, isRepeatable }: Extract<Ending, { kind: "broken" }>,
  what: string,
): { readonly outcome: "problem"; readonly message: string } {
  if (!isRepeatable) throw new Error(`the evaluator broke: ${reason}`);
  return { outcome: "problem", message: `${what}: the evaluator was stopped: ${reason}` };
}

export function resultOf<Kind extends EvaluatorMessage["kind"]>(
  message: EvaluatorMessage,
  kind: Kind,
): Extract<EvaluatorMessage, { kind: Kind }> {
  if (message.kind !== kind) throw new Error(`the evaluator answered "${message.kind}"`);
  return message as Extract<EvaluatorMessage, { kind: Kind }>;
}
