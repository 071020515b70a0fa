import {
  compileProblem,
  configurationArchiveProblem,
  decodePlan,
  decodeState,
  MalformedDocument,
  type Plan,
  ProgramCache,
  redactPlan,
  runContextOf,
  type State,
  summarizePlan,
  writeJson,
} from "@portcullis/runner";
import type {
  ConfigurationInspection,
  PlanInspection,
  PolicyCheckReport,
} from "../../domain/evaluation/evaluator.js";
import { checkPolicies } from "./check-policies.js";
import { inspectPolicySet } from "./inspect-policy-set.js";
import { inspectState } from "./inspect-state.js";
import { loadSets } from "./load-sets.js";
import type { EvaluatorMessage, EvaluatorRequest } from "./messages.js";
import { unpackOpaSet } from "./unpack-opa-set.js";

export type Notify = (message: EvaluatorMessage) => void;

/** The content of an input, by its number. */
export type ReadInput = (index: number) => Uint8Array;

/** Appends to the output, which comes after that many inputs. */
export type WriteOutput = (bytes: Uint8Array, inputs: number) => void;

/** Does what the request asks; the last message is the result. */
export async function evaluateRequest(
  request: EvaluatorRequest,
  readInput: ReadInput,
  writeOutput: WriteOutput,
  notify: Notify,
): Promise<void> {
  switch (request.kind) {
    case "compile policy":
      return notify({
        kind: "policy compiled",
        problem: compileProblem(request.name, request.text),
      });
    case "inspect plan": {
      const inspection = readPlan<PlanInspection>(readInput(0), notify, (plan) => ({
        outcome: "plan",
        summary: summarizePlan(plan),
      }));
      return notify({ kind: "plan inspected", inspection });
    }
    case "redact plan": {
      const result = readPlan<"redacted" | Problem>(readInput(0), notify, (plan) => {
        const output = new BoundedOutput(request.limit, (bytes) => writeOutput(bytes, 1));
        writeJson(redactPlan(plan).root.object, "plan", (piece) => {
          notify({ kind: "alive" });
          output.write(piece);
        });
        return output.isExceeded ? tooLargeToRedact(request.limit) : "redacted";
      });
      const problem = result === "redacted" ? null : result.message;
      return notify({ kind: "plan redacted", problem });
    }
    case "inspect state":
      return notify({ kind: "state inspected", inspection: inspectState(readInput(0), notify) });
    case "inspect policy set": {
      const inspection = await inspectPolicySet(request, readInput(0), notify);
      return notify({ kind: "policy set inspected", inspection });
    }
    case "inspect configuration": {
      const message = await configurationArchiveProblem(readInput(0), () =>
        notify({ kind: "alive" }),
      );
      const inspection: ConfigurationInspection =
        message === undefined
          ? { outcome: "configuration" }
          : { outcome: "problem", error: "invalid-archive", message };
      return notify({ kind: "configuration inspected", inspection });
    }
    case "unpack policy set": {
      const unpacked = await unpackOpaSet(readInput(0), request.folder, notify);
      return notify({ kind: "policy set unpacked", unpacked });
    }
    case "check policies": {
      const programs = new ProgramCache();
      // All sets before any policy: what breaks here is not the fault of a policy.
      const sets = await loadSets(request.sets, readInput, programs, notify);
      const { run } = runContextOf(request.run);
      const report = readPlan<PolicyCheckReport>(readInput(0), notify, (plan) => {
        const state = standIn(plan, request.state, readInput);
        return checkPolicies(sets, { plan, state, run }, { ...request, programs, notify });
      });
      return notify({ kind: "policies checked", report });
    }
  }
}

/** A plan is read as far as it is looked at, so that what is wrong with it may show late. */
function readPlan<Result>(
  bytes: Uint8Array,
  notify: Notify,
  use: (plan: Plan) => Result,
): Result | Problem {
  const { plan, problem } = decodePlan(bytes);
  notify({ kind: "alive" });
  if (plan === undefined) return { outcome: "problem", message: problem ?? "" };
  try {
    return use(plan);
  } catch (error) {
    if (error instanceof MalformedDocument) return { outcome: "problem", message: error.message };
    throw error;
  }
}

/**
 * The state of the workspace, where the plan does not hold the one that it was made from.
 *
 * INVARIANT: what is no state was refused when it was uploaded.
 */
function standIn(plan: Plan, input: number | null, readInput: ReadInput): State | undefined {
  if (input === null || plan.root.has("prior_state")) return undefined;
  const { state, problem } = decodeState(readInput(input));
  if (state === undefined) throw new Error(`the state of the workspace cannot be read: ${problem}`);
  return state;
}

type Problem = { readonly outcome: "problem"; readonly message: string };

function tooLargeToRedact(limit: number): Problem {
  return {
    outcome: "problem",
    message: `without its sensitive values the plan would have more than ${limit} bytes`,
  };
}

/** Text that is written on as bytes, until there are too many. */
class BoundedOutput {
  private written = 0;

  constructor(
    private readonly limit: number,
    private readonly writeOn: (bytes: Uint8Array) => void,
  ) {}

  get isExceeded(): boolean {
    return this.written > this.limit;
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    this.written += bytes.length;
    if (!this.isExceeded) this.writeOn(bytes);
  }
}
