import type {
  ConfigurationInspection,
  EvaluationMonitor,
  Evaluator,
  OpaReport,
  OpaRequest,
  PlanInspection,
  PlanRedaction,
  PolicyCheckReport,
  PolicyCheckRequest,
  PolicySetInspection,
  SetArchive,
  StateInspection,
} from "../../domain/evaluation/evaluator.js";
import type { PolicyKind } from "../../domain/policies/policy.js";

type Answer<Request, Result> = (request: Request, monitor: EvaluationMonitor) => Promise<Result>;

/** An evaluator that answers what a test tells it to, and keeps what it was asked. */
export class FakeEvaluator implements Evaluator {
  readonly checked: PolicyCheckRequest[] = [];
  inspect: Answer<string, PlanInspection> = async () => ({ outcome: "plan", summary: CHANGES });
  redact: Answer<string, PlanRedaction> = async () => ({
    outcome: "redacted",
    document: new TextEncoder().encode('{"format_version":"1.2"}'),
  });
  inspectSet: Answer<string, PolicySetInspection> = async () => ({
    outcome: "policy set",
    policies: [{ name: "tags", level: "soft-mandatory" }],
  });
  inspectTerraform: Answer<string, ConfigurationInspection> = async () => ({
    outcome: "configuration",
  });
  inspectFile: Answer<string, StateInspection> = async () => ({ outcome: "state", ...STATE });
  check: Answer<PolicyCheckRequest, PolicyCheckReport> = async (request) =>
    reportOf(request, { failing: [] });

  readonly evaluated: OpaRequest[] = [];
  evaluate: Answer<OpaRequest, OpaReport> = async (request) =>
    opaReportOf(request, { failing: [] });

  inspectPlan(plan: string, monitor: EvaluationMonitor): Promise<PlanInspection> {
    return this.inspect(plan, monitor);
  }

  redactPlan(plan: string, monitor: EvaluationMonitor): Promise<PlanRedaction> {
    return this.redact(plan, monitor);
  }

  inspectPolicySet(
    { blob }: SetArchive,
    _kind: PolicyKind,
    monitor: EvaluationMonitor,
  ): Promise<PolicySetInspection> {
    return this.inspectSet(blob, monitor);
  }

  inspectConfiguration(
    archive: string,
    monitor: EvaluationMonitor,
  ): Promise<ConfigurationInspection> {
    return this.inspectTerraform(archive, monitor);
  }

  inspectState(state: string, monitor: EvaluationMonitor): Promise<StateInspection> {
    return this.inspectFile(state, monitor);
  }

  checkPolicies(
    request: PolicyCheckRequest,
    monitor: EvaluationMonitor,
  ): Promise<PolicyCheckReport> {
    this.checked.push(request);
    return this.check(request, monitor);
  }

  evaluateOpa(request: OpaRequest, monitor: EvaluationMonitor): Promise<OpaReport> {
    this.evaluated.push(request);
    return this.evaluate(request, monitor);
  }

  async close(): Promise<void> {}
}

/** A plan that creates one resource. */
export const CHANGES = {
  terraformVersion: "1.11.4",
  formatVersion: "1.2",
  hasChanges: true,
  additions: 1,
  changes: 0,
  destructions: 0,
  imports: 0,
};

/** A state with a virtual machine and two outputs, one of them sensitive. */
export const STATE: Omit<Extract<StateInspection, { outcome: "state" }>, "outcome"> = {
  md5: "9dd4e461268c8034f5c8564e155c67a6",
  summary: {
    size: 412,
    version: 4,
    terraformVersion: "1.11.4",
    resourceCount: 1,
    resources: [
      {
        isManaged: true,
        type: "aws_instance",
        name: "web",
        module: "",
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        count: 1,
      },
    ],
  },
  outputs: [
    { name: "address", isSensitive: false, type: "string", value: '"10.0.0.1"' },
    { name: "key", isSensitive: true, type: ["list", "string"], value: '["swordfish"]' },
  ],
};

/** A report in which the named policies fail and all others pass. */
export function reportOf(
  request: PolicyCheckRequest,
  { failing }: { readonly failing: readonly string[] },
): PolicyCheckReport {
  const sets = request.sets.map(({ name, policies }) => ({
    name,
    error: null,
    policies: policies.map((policy) => {
      const passed = !failing.includes(policy.name);
      return {
        name: policy.name,
        level: policy.level,
        passed,
        error: null,
        trace: JSON.stringify({
          description: "",
          error: null,
          print: "",
          result: passed,
          rules: {},
        }),
      };
    }),
  }));
  const log = `Sentinel Result: ${failing.length === 0}\n`;
  return { outcome: "report", sets, log, durationMs: 12 };
}

/** A report of OPA in which the named policies fail and all others pass. */
export function opaReportOf(
  { sets }: OpaRequest,
  { failing }: { readonly failing: readonly string[] },
): OpaReport {
  return {
    outcome: "report",
    toolVersion: "1.22.3",
    sets: sets.map(({ name, policies }) => ({
      name,
      error: null,
      policies: policies.map(({ name: policy, level, query, description }) => ({
        name: policy,
        level,
        query,
        description,
        ...(failing.includes(policy)
          ? { status: "failed" as const, error: null, messages: [`${policy}: not allowed`] }
          : { status: "passed" as const, error: null, messages: [] }),
      })),
    })),
  };
}
