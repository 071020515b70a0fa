import { diagnose } from "../messages/diagnose.js";
import { Failure, failAt } from "../messages/failure.js";
import type { Diagnostic, Location } from "../source/diagnostic.js";
import { isStackOverflow } from "../source/stack-overflow.js";
import { byteLength, isString } from "../values/byte-string.js";
import { isNumeric, toDouble } from "../values/equality.js";
import { isList, itemsOf } from "../values/list.js";
import { isMap, mapSize } from "../values/map.js";
import { SealedWrite } from "../values/region.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import { Budget } from "./budget.js";
import { Effects } from "./effects.js";
import type { Host } from "./host.js";
import { instantiate } from "./instantiate.js";
import type { Outcome, OutcomeStatus } from "./outcome.js";
import type { Program } from "./program.js";
import { RuleValue } from "./rule-value.js";
import { Run } from "./run.js";

/** Evaluates a policy. Never throws for anything that the policy does. */
export function evaluate(program: Program, host: Host): Outcome {
  const started = host.now();
  const budget = new Budget(host.limits, host);
  const effects = new Effects();
  const conclude = (run: Run): Outcome => ({
    ...attempt(program, run),
    rules: run.rules,
    output: run.output,
    description: program.description,
    cost: {
      steps: budget.steps,
      elements: budget.elementsMade,
      milliseconds: host.now() - started,
    },
  });
  try {
    return conclude(new Run(host, budget, effects, false));
  } catch (error) {
    if (!(error instanceof SealedWrite)) throw error;
    budget.resetStack();
    effects.startAgain();
    return conclude(new Run(host, budget, effects, true));
  }
}

type Result = Pick<Outcome, "status" | "value" | "error" | "undefinedAt">;

function attempt(program: Program, run: Run): Result {
  const start: Location = { file: program.source, span: { start: 0, end: 0 } };
  try {
    const unit = instantiate(run, program, "policy");
    const slot = program.slots.get("main");
    const main = slot === undefined ? undefined : unit.frame.cells[slot];
    if (main === undefined) return failAt(start, "missing-main");
    const value = main instanceof RuleValue ? main.force() : main;
    const status = statusOf(value);
    if (status === undefined) {
      const site = { file: program.source, span: program.mainSpan ?? start.span };
      return failAt(site, "main-type", kindOf(value));
    }
    const undefinedAt = value instanceof UndefinedValue ? value.origin : undefined;
    return { status, value, ...(undefinedAt === undefined ? {} : { undefinedAt }) };
  } catch (error) {
    const diagnostic = diagnosticOf(error, run.budget.place ?? start);
    if (diagnostic === undefined) throw error;
    return { status: "error", value: undefined, error: diagnostic };
  }
}

function diagnosticOf(error: unknown, place: Location): Diagnostic | undefined {
  if (error instanceof Failure) return error.diagnostic;
  return isStackOverflow(error) ? diagnose(place, "budget-depth") : undefined;
}

/**
 * What a value of `main` means: a bool decides itself; a number, string or collection lists what is
 * wrong, so zero or empty passes (Language, Rules). `undefined` for values that decide nothing.
 */
function statusOf(value: Value): OutcomeStatus | undefined {
  if (value instanceof UndefinedValue) return "undefined";
  if (typeof value === "boolean") return value ? "pass" : "fail";
  if (isNumeric(value)) return toDouble(value) === 0 ? "pass" : "fail";
  if (isString(value)) return byteLength(value) === 0 ? "pass" : "fail";
  if (isList(value)) return itemsOf(value).length === 0 ? "pass" : "fail";
  if (isMap(value)) return mapSize(value) === 0 ? "pass" : "fail";
  return undefined;
}
