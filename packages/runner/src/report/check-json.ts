import type { EnforcementLevel } from "@portcullis/config";
import type { OutcomeStatus } from "@portcullis/language";
import type { ExitCode } from "../verdict.js";
import { renderBoundedTrace } from "./bounded-trace.js";
import {
  type CheckedPolicy,
  type CheckReport,
  exitCodeOfReport,
  pathOf,
  placeOf,
  policiesOfSet,
  reasonOf,
} from "./check-report.js";
import { jsonText } from "./json.js";
import type { TraceJson } from "./trace-json.js";

/**
 * What `check -format=json` prints. A field may be added within a version; one that changes its
 * meaning or goes makes a new version.
 */
export type CheckJson = {
  readonly format: "portcullis.check";
  readonly version: 1;
  readonly fail_on: EnforcementLevel;
  readonly result: boolean;
  readonly exit_code: ExitCode;
  readonly plans: readonly {
    readonly plan: string;
    readonly terraform_version: string;
    readonly policy_sets: readonly {
      readonly name: string;
      readonly policies: readonly PolicyJson[];
    }[];
  }[];
};

export type PolicyJson = {
  readonly name: string;
  readonly enforcement_level: EnforcementLevel;
  readonly result: boolean;
  readonly status: OutcomeStatus;
  /** Whether it made the command fail. */
  readonly counts: boolean;
  /** Why it did not pass, in one line; null if it did. */
  readonly reason: string | null;
  /** Path from the working directory; null for a policy that is not among the user's files. */
  readonly path: string | null;
  readonly line: number | null;
  readonly resources: readonly string[];
  readonly duration_ms: number;
  /** Null when the report has grown too large for any more traces. */
  readonly trace: TraceJson | null;
};

/** LIMIT: characters of all traces in a report; a JavaScript string ends at half a thousand million. */
const MAX_TRACES = 64 * 1024 * 1024;

export function renderCheckJson(report: CheckReport): string {
  let left = MAX_TRACES;
  const boundedTrace = ({ result }: CheckedPolicy): TraceJson | null => {
    if (left <= 0) return null;
    const trace = renderBoundedTrace(result.outcome);
    left -= jsonText(trace).length;
    return left < 0 ? null : trace;
  };
  const exitCode = exitCodeOfReport(report);
  const json: CheckJson = {
    format: "portcullis.check",
    version: 1,
    fail_on: report.failOn,
    result: exitCode === 0,
    exit_code: exitCode,
    plans: report.plans.map((plan) => ({
      plan: plan.name,
      terraform_version: plan.terraformVersion,
      policy_sets: plan.sets.map((set) => ({
        name: set.name,
        policies: policiesOfSet(report.failOn, plan, set).map((checked) =>
          policyJson(checked, boundedTrace(checked)),
        ),
      })),
    })),
  };
  return `${jsonText(json)}\n`;
}

function policyJson({ set, result, counts }: CheckedPolicy, trace: TraceJson | null): PolicyJson {
  const { policy, outcome, resources = [] } = result;
  const place = placeOf(result);
  return {
    name: policy.name,
    enforcement_level: policy.enforcementLevel,
    result: outcome.status === "pass",
    status: outcome.status,
    counts,
    reason: outcome.status === "pass" ? null : reasonOf(result),
    path: pathOf(place?.file.name ?? policy.fileName, set) ?? null,
    line: place?.file.positionAt(place.span.start).line ?? null,
    resources,
    duration_ms: outcome.cost.milliseconds,
    trace,
  };
}
