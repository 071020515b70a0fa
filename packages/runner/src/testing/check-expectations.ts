import { basename } from "node:path";
import {
  equalValues,
  isString,
  isUndefined,
  type Location,
  type Outcome,
  printedValue,
  quote,
  type Value,
} from "@portcullis/language";

/** A rule that is not what a case expects. */
export interface Mismatch {
  readonly rule: string;
  readonly expected: Value;
  /** Missing when the rule was never evaluated. */
  readonly actual: Value | undefined;
  readonly message: string;
  /** Where the rule is, if it was evaluated. */
  readonly location: Location | undefined;
}

/**
 * What a policy's outcome lacks of what a case expects. Only the rules that are listed count,
 * whatever the policy comes to; without any, the policy must pass (Testing). Values are compared as
 * the language compares them.
 */
export function checkExpectations(
  expected: ReadonlyMap<string, Value> | undefined,
  outcome: Outcome,
  policy: string,
): Mismatch[] {
  if (expected === undefined || expected.size === 0) return expectPass(outcome);
  return [...expected].flatMap(([rule, value]) =>
    expectRule(rule, value, outcome, basename(policy)),
  );
}

function expectPass(outcome: Outcome): Mismatch[] {
  if (outcome.status === "pass") return [];
  return [unexpected("main", true, outcome.value ?? null, outcome)];
}

function expectRule(rule: string, expected: Value, outcome: Outcome, policy: string): Mismatch[] {
  const actual = ruleNamed(rule, outcome)?.value ?? (rule === "main" ? outcome.value : undefined);
  if (actual === undefined) {
    const message = `rule "${rule}" not found in trace for policy ${policy}`;
    return [{ rule, expected, actual, message, location: undefined }];
  }
  const equal = !isUndefined(actual) && equalValues(expected, actual) === true;
  return equal ? [] : [unexpected(rule, expected, actual, outcome)];
}

/** `main` need not be a rule. */
function ruleNamed(name: string, { rules }: Outcome) {
  return rules.findLast((rule) => rule.name === name);
}

/** COMPAT (Testing): the text that users of the language's command know; the place is ours. */
function unexpected(rule: string, expected: Value, actual: Value, outcome: Outcome): Mismatch {
  const location = ruleNamed(rule, outcome)?.location;
  const found = `expected "${rule}" to be ${show(expected)}, got: ${show(actual)}`;
  if (!isUndefined(actual) || actual.origin === undefined)
    return { rule, expected, actual, message: found, location };
  const { file, span } = actual.origin;
  const message = `${found}, which first arose at ${file.describe(span)}`;
  return { rule, expected, actual, message, location: actual.origin };
}

/** LIMIT: characters of a value in a message; the trace below it has more. */
const MAX_SHOWN = 300;

function show(value: Value): string {
  const text = isString(value) ? quote(value) : (printedValue(value) ?? "...");
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}
