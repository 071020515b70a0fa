import {
  compactJsonText,
  defaultLimits,
  type Environment,
  emptyEnvironment,
  environmentIn,
  evaluatePolicy,
  type Limits,
  notEvaluated,
  type PolicySetResult,
  type ProgramCache,
  planImports,
  renderBoundedTrace,
  renderPolicyCheckLog,
  sensitiveValuesHider,
  type TerraformData,
} from "@portcullis/runner";
import type { PolicyCheckReport, PolicySetReport } from "../../domain/evaluation/evaluator.js";
import type { Notify } from "./evaluate-request.js";
import type { LoadedSet } from "./load-sets.js";

/** LIMIT: what one policy may consume on a server; see `Limits` for what each bounds. */
const policyLimits: Limits = {
  ...defaultLimits,
  outputBytes: 256 * 1024,
  milliseconds: 30_000,
};

interface CheckOptions {
  readonly redactSensitive: boolean;
  readonly programs: ProgramCache;
  readonly notify: Notify;
}

/** Evaluates every policy of every set over a plan, in order. */
export function checkPolicies(
  sets: readonly LoadedSet[],
  data: TerraformData,
  { redactSensitive, programs, notify }: CheckOptions,
): PolicyCheckReport {
  const started = performance.now();
  const common: Environment = {
    ...emptyEnvironment,
    imports: planImports(data),
    limits: policyLimits,
    alive: () => notify({ kind: "alive" }),
  };
  const reported = sets.map((set, place): Reported => {
    const { secrets } = set;
    const hide = sensitiveValuesHider(data, { printed: redactSensitive, secrets });
    const environment = environmentIn(set, { ...common, params: set.params });
    const results = set.policies.map(({ policy, refusal }, index) => {
      notify({ kind: "started", set: place, policy: index });
      return hide(
        refusal === null
          ? evaluatePolicy(policy, environment, programs)
          : notEvaluated(policy, refusal),
      );
    });
    return { set, result: { name: set.name, results } };
  });
  return {
    outcome: "report",
    sets: reported.map(toReport),
    log: reported.map(toLog).join(""),
    durationMs: Math.round(performance.now() - started),
  };
}

interface Reported {
  readonly set: LoadedSet;
  readonly result: PolicySetResult;
}

function toLog({ set: { name, error }, result }: Reported): string {
  return error === null
    ? renderPolicyCheckLog([result])
    : `policy set "${name}" could not be evaluated: ${error}\n`;
}

function toReport({ set: { name, error }, result: { results } }: Reported): PolicySetReport {
  return {
    name,
    error,
    policies: results.map(({ policy, outcome }) => {
      const trace = renderBoundedTrace(outcome);
      return {
        name: policy.name,
        level: policy.enforcementLevel,
        passed: outcome.status === "pass",
        error: trace.error,
        trace: compactJsonText(trace),
      };
    }),
  };
}
