import { basename } from "node:path";
import {
  equalValues,
  isString,
  isUndefined,
  type Outcome,
  printedValue,
  quote,
  type Value,
} from "@portcullis/language";

/**
 * What a policy's outcome lacks of what a case expects, a line each. Only the rules that are listed
 * count, whatever the policy comes to; without any, the policy must pass (Testing). Values are
 * compared as the language compares them.
 */
export function checkExpectations(
  expected: ReadonlyMap<string, Value> | undefined,
  outcome: Outcome,
  policy: string,
): string[] {
  if (expected === undefined || expected.size === 0) return expectPass(outcome);
  return [...expected].flatMap(([rule, value]) =>
    expectRule(rule, value, outcome, basename(policy)),
  );
}

function expectPass({ status, value }: Outcome): string[] {
  return status === "pass" ? [] : [unexpected("main", true, value ?? null)];
}

function expectRule(rule: string, expected: Value, outcome: Outcome, policy: string): string[] {
  const actual = ruleValue(rule, outcome);
  if (actual === undefined) return [`rule "${rule}" not found in trace for policy ${policy}`];
  const equal = !isUndefined(actual) && equalValues(expected, actual) === true;
  return equal ? [] : [unexpected(rule, expected, actual)];
}

/** `main` need not be a rule. */
function ruleValue(name: string, { rules, value }: Outcome): Value | undefined {
  return (
    rules.findLast((rule) => rule.name === name)?.value ?? (name === "main" ? value : undefined)
  );
}

/** COMPAT (Testing): the text that users of the language's command know; the place is ours. */
function unexpected(rule: string, expected: Value, actual: Value): string {
  const found = `expected "${rule}" to be ${show(expected)}, got: ${show(actual)}`;
  if (!isUndefined(actual) || actual.origin === undefined) return found;
  const { file, span } = actual.origin;
  return `${found}, which first arose at ${file.describe(span)}`;
}

/** LIMIT: characters of a value in a message; the trace below it has more. */
const MAX_SHOWN = 300;

function show(value: Value): string {
  const text = isString(value) ? quote(value) : (printedValue(value) ?? "...");
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}
