import {
  defaultLimits,
  type Environment,
  emptyEnvironment,
  evaluatePolicy,
  jsonText,
  type Limits,
  notEvaluated,
  type Policy,
  type PolicyResult,
  type PolicySetResult,
  ProgramCache,
  planImports,
  renderBoundedTrace,
  renderPolicyCheckLog,
  sensitiveValuesHider,
  type TerraformData,
} from "@portcullis/runner";
import type { PolicyCheckReport, PolicySetReport } from "../../domain/evaluation/evaluator.js";
import type { JsonValue } from "../../domain/json.js";
import type { Notify } from "./evaluate-request.js";
import type { EvaluatorRequest, PolicyToEvaluate } from "./messages.js";
import { parameterValue, textsOf } from "./parameter-value.js";

type PolicyCheck = Extract<EvaluatorRequest, { kind: "check policies" }>;

/** LIMIT: what one policy may consume on a server; see `Limits` for what each bounds. */
const policyLimits: Limits = {
  ...defaultLimits,
  outputBytes: 256 * 1024,
  milliseconds: 30_000,
};

/** Evaluates every policy of every set over a plan, in order. */
export function checkPolicies(
  { sets, redactSensitive }: PolicyCheck,
  data: TerraformData,
  notify: Notify,
): PolicyCheckReport {
  const started = performance.now();
  const programs = new ProgramCache();
  const environment: Environment = {
    ...emptyEnvironment,
    imports: planImports(data),
    limits: policyLimits,
    alive: () => notify({ kind: "alive" }),
  };
  const results = sets.map(({ name, policies, parameters }, set): PolicySetResult => {
    const secrets = parameters.filter((each) => each.isSensitive).flatMap(textsOf);
    const hide = sensitiveValuesHider(data, { printed: redactSensitive, secrets });
    const params = new Map(parameters.map(({ key, value }) => [key, parameterValue(value)]));
    const evaluated = policies.map((each, policy) => {
      notify({ kind: "started", set, policy });
      return hide(evaluateOne(each, { ...environment, params }, programs));
    });
    return { name, results: evaluated };
  });
  return {
    outcome: "report",
    sets: results.map(toReport),
    log: renderPolicyCheckLog(results),
    durationMs: Math.round(performance.now() - started),
  };
}

function evaluateOne(
  { name, level, code, stopped }: PolicyToEvaluate,
  environment: Environment,
  programs: ProgramCache,
): PolicyResult {
  const policy: Policy = {
    name,
    fileName: `./${name}.sentinel`,
    text: "",
    enforcementLevel: level,
    params: new Map(),
  };
  if (stopped !== null) return notEvaluated(policy, stopped);
  if (code === null) return notEvaluated(policy, "no code was uploaded for this policy");
  const text = decodeText(code);
  if (text === undefined) return notEvaluated(policy, "the policy is not text in UTF-8");
  return evaluatePolicy({ ...policy, text }, environment, programs);
}

function decodeText(code: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(code, "base64"));
  } catch {
    return undefined;
  }
}

function toReport({ name, results }: PolicySetResult): PolicySetReport {
  return {
    name,
    error: null,
    policies: results.map(({ policy, outcome }) => {
      const trace = renderBoundedTrace(outcome);
      return {
        name: policy.name,
        level: policy.enforcementLevel,
        passed: outcome.status === "pass",
        error: trace.error,
        // As JavaScript reads JSON: an int beyond 2^53 loses its lowest bits.
        trace: JSON.parse(jsonText(trace)) as JsonValue,
      };
    }),
  };
}
