import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlobId, BlobStore } from "../../domain/blobs/blob-store.js";
import { type Duration, SECOND } from "../../domain/clock.js";
import { Unavailable } from "../../domain/errors.js";
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
import { PLAN_LIMIT } from "../../domain/plans/plan.js";
import type { PolicyKind } from "../../domain/policies/policy.js";
import type { OpaArchive } from "../opa/opa-archive.js";
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
import { Turns } from "./turns.js";

/**
 * LIMIT: policies of one check that may each take an evaluator process down before the check as a
 * whole is given up.
 */
const MAX_STOPPED_POLICIES = 5;

/**
 * LIMIT: archives and states that are looked at at once. Whoever uploads one waits for the result, and the
 * queue, which bounds all other work, has no part in it.
 */
const INSPECTIONS_AT_ONCE = 2;

/** LIMIT: uploads that wait for one; those beyond are told to try again. */
const WAITING_INSPECTIONS = 64;

/** LIMIT: plans that are redacted at once, for somebody who waits, and how many wait besides. */
const REDACTIONS_AT_ONCE = 2;
const WAITING_REDACTIONS = 32;

/** LIMIT: how long one archive, state or plan may take for somebody who waits. */
const INSPECTION_TIME: Duration = 60 * SECOND;

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
  private readonly inspections = new Turns({
    atOnce: INSPECTIONS_AT_ONCE,
    waiting: WAITING_INSPECTIONS,
    refuse: () => new Unavailable("too much is uploaded at the same time: try again"),
  });

  private readonly redactions = new Turns({
    atOnce: REDACTIONS_AT_ONCE,
    waiting: WAITING_REDACTIONS,
    refuse: () => new Unavailable("too many plans are redacted at the same time: try again"),
  });

  constructor(
    private readonly blobs: Pick<BlobStore, "read" | "withFile">,
    private readonly settings: EvaluatorSettings,
    private readonly limits: ProcessLimits = processLimits,
    private readonly opa: OpaProgram | null = null,
  ) {}

  async inspectPlan(plan: string, monitor: EvaluationMonitor): Promise<PlanInspection> {
    const ending = await this.runOver([plan], { kind: "inspect plan" }, monitor);
    if (ending.kind === "broken") return problemOf(ending, "the plan could not be read");
    return resultOf(ending.message, "plan inspected").inspection;
  }

  async redactPlan(plan: BlobId, monitor: EvaluationMonitor): Promise<PlanRedaction> {
    const directory = await mkdtemp(join(tmpdir(), "portcullis-redacted-"));
    const output = join(directory, "plan.json");
    const request = { kind: "redact plan", limit: PLAN_LIMIT } as const;
    const run = (bounded: EvaluationMonitor) =>
      this.blobs.withFile(plan, (path) =>
        runEvaluatorProcess(request, [path], bounded, this.limits, output),
      );
    try {
      const ending = await this.redactions.during(monitor.signal, () => withDeadline(monitor, run));
      if (ending.kind === "broken") return problemOf(ending, "the plan could not be read");
      const { problem } = resultOf(ending.message, "plan redacted");
      if (problem !== null) return { outcome: "problem", message: problem };
      return { outcome: "redacted", document: await readFile(output) };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  async inspectPolicySet(
    { blob, folder }: SetArchive,
    policyKind: PolicyKind,
    monitor: EvaluationMonitor,
  ): Promise<PolicySetInspection> {
    const request = { kind: "inspect policy set", policyKind, folder } as const;
    const ending = await this.inspect(blob, request, monitor);
    if (ending.kind === "result")
      return resultOf(ending.message, "policy set inspected").inspection;
    const problem = problemOf(ending, "the policy set could not be read");
    return { ...problem, error: "evaluation-stopped" };
  }

  async inspectConfiguration(
    archive: BlobId,
    monitor: EvaluationMonitor,
  ): Promise<ConfigurationInspection> {
    const ending = await this.inspect(archive, { kind: "inspect configuration" }, monitor);
    if (ending.kind === "result")
      return resultOf(ending.message, "configuration inspected").inspection;
    const problem = problemOf(ending, "the configuration could not be read");
    return { ...problem, error: "evaluation-stopped" };
  }

  async inspectState(state: BlobId, monitor: EvaluationMonitor): Promise<StateInspection> {
    const ending = await this.inspect(state, { kind: "inspect state" }, monitor);
    if (ending.kind === "result") return resultOf(ending.message, "state inspected").inspection;
    return problemOf(ending, "the state could not be read");
  }

  /** Somebody waits for the result of this. */
  private inspect(
    content: BlobId,
    request: EvaluatorRequest,
    monitor: EvaluationMonitor,
  ): Promise<Ending> {
    return this.inspections.during(monitor.signal, () =>
      withDeadline(monitor, (bounded) => this.runOver([content], request, bounded)),
    );
  }

  async checkPolicies(
    { plan, state, run, sets }: PolicyCheckRequest,
    monitor: EvaluationMonitor,
  ): Promise<PolicyCheckReport> {
    const document = toRunDocument(run);
    const { redactSensitive } = this.settings;
    const archives = sets.flatMap(({ archive }) => archive?.blob ?? []);
    const inputs = [plan, ...archives, ...(state === null ? [] : [state])];
    let toEvaluate = await this.load(sets);
    for (let stopped = 0; ; stopped++) {
      const request = {
        kind: "check policies",
        state: state === null ? null : inputs.length - 1,
        run: document,
        sets: toEvaluate,
        redactSensitive,
      } as const;
      const ending = await this.runOver(inputs, request, monitor);
      if (ending.kind === "result") return resultOf(ending.message, "policies checked").report;
      const { during, reason, isRepeatable } = ending;
      if (during === undefined || !isRepeatable || stopped >= MAX_STOPPED_POLICIES)
        return problemOf(ending, "the policies could not be checked");
      toEvaluate = withStopped(toEvaluate, during, `the policy had to be stopped: ${reason}`);
    }
  }

  async evaluateOpa(request: OpaRequest, monitor: EvaluationMonitor): Promise<OpaReport> {
    if (this.opa === null) return { outcome: "problem", message: NO_OPA };
    const { redactSensitive } = this.settings;
    const unpack = (archive: SetArchive) => this.unpackOpa(archive, monitor);
    const evaluation = new OpaEvaluation(this.opa, this.blobs, { redactSensitive, unpack });
    return evaluation.evaluate(request, monitor);
  }

  private async unpackOpa(
    { blob, folder }: SetArchive,
    monitor: EvaluationMonitor,
  ): Promise<OpaArchive | { readonly problem: string }> {
    const ending = await this.runOver([blob], { kind: "unpack policy set", folder }, monitor);
    if (ending.kind === "result") return resultOf(ending.message, "policy set unpacked").unpacked;
    return { problem: problemOf(ending, "the policy set could not be read").message };
  }

  async close(): Promise<void> {}

  /** Lends every input to the process at once. */
  private runOver(
    inputs: readonly BlobId[],
    request: EvaluatorRequest,
    monitor: EvaluationMonitor,
    paths: readonly string[] = [],
  ): Promise<Ending> {
    const [next, ...rest] = inputs;
    if (next === undefined) return runEvaluatorProcess(request, paths, monitor, this.limits);
    return this.blobs.withFile(next, (path) =>
      this.runOver(rest, request, monitor, [...paths, path]),
    );
  }

  private load(sets: PolicyCheckRequest["sets"]): Promise<SetToEvaluate[]> {
    // The first input is the plan.
    let inputs = 1;
    const numbered = sets.map((set) => ({
      ...set,
      archive: set.archive === null ? null : { input: inputs++, folder: set.archive.folder },
    }));
    return Promise.all(
      numbered.map(async ({ name, archive, parameters, policies }) => ({
        name,
        archive,
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

/** A process that is alive and does not end is broken as one that is silent. */
async function withDeadline(
  { signal, heartbeat }: EvaluationMonitor,
  run: (monitor: EvaluationMonitor) => Promise<Ending>,
): Promise<Ending> {
  const deadline = AbortSignal.timeout(INSPECTION_TIME);
  const bounded = { signal: AbortSignal.any([signal, deadline]), heartbeat };
  try {
    return await run(bounded);
  } catch (error) {
    if (!deadline.aborted || signal.aborted) throw error;
    const reason = `it took longer than ${INSPECTION_TIME / SECOND} seconds`;
    return { kind: "broken", reason, during: undefined, isRepeatable: true };
  }
}

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
