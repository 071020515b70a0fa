import { toBool } from "./convert-value.js";
import type { HclValue } from "./hcl-value.js";
import type { Collected, Scanner } from "./scanner.js";
import { convertToType, typeOf, unifyTypes } from "./unify-types.js";

/**
 * The value of a conditional. Both branches must have types that can be made one, to which the chosen
 * one is converted: `true ? 1 : "a"` is "1". What is wrong with the other is of no account as long as
 * its type is clear.
 */
export function chooseBranch(
  scanner: Scanner,
  condition: HclValue,
  whenTrue: Collected<HclValue>,
  whenFalse: Collected<HclValue>,
): HclValue {
  const span = { start: condition.start, end: whenFalse.value.end };
  const bool = toBool(condition);
  if (bool === undefined) scanner.report("wrong-condition", condition, condition.kind);
  const isTrue = bool?.value ?? true;
  const [chosen, other] = isTrue ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
  scanner.addProblems(chosen.problems);
  scanner.addSyntaxProblems(other.problems);
  const { value } = chosen;
  const type = unifyTypes([typeOf(value), typeOf(other.value)]);
  const branches = { start: whenTrue.value.start, end: whenFalse.value.end };
  const converted = type && convertToType(value, type);
  if (converted !== undefined) return { ...converted, ...span };
  const kinds = [whenTrue.value.kind, whenFalse.value.kind] as const;
  if (type === undefined) scanner.report("inconsistent-types", branches, ...kinds);
  else scanner.report("key-digits", branches);
  return { kind: "null", ...span };
}
