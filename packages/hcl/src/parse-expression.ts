import { applyBinaryOperator } from "./binary-operator.js";
import { COLON, QUESTION } from "./characters.js";
import { chooseBranch } from "./conditional.js";
import type { HclValue } from "./hcl-value.js";
import { findOperator, refuseSelection } from "./operators.js";
import type { Collected, Scanner } from "./scanner.js";
import { unexpected } from "./unexpected.js";

/** Parses what operators take, from a literal to parentheses; nothing if none begins at the cursor. */
export type ParseOperand = (scanner: Scanner) => HclValue | undefined;

/**
 * Parses a value with its operators and conditionals, computed as it is read, and skips the space
 * behind it. Nothing if no value begins at the cursor, which stays where it is.
 */
export function parseExpression(
  scanner: Scanner,
  parseOperand: ParseOperand,
): HclValue | undefined {
  const condition = parseOperations(scanner, parseOperand, 0);
  if (condition === undefined || !scanner.take(QUESTION)) return condition;
  const outer = scanner.enter();
  scanner.skipSpace();
  const whenTrue = scanner.collect(() => parseRequired(scanner, parseOperand));
  if (!scanner.take(COLON)) throw unexpected(scanner, "conditional-colon");
  scanner.skipSpace();
  const whenFalse = scanner.collect(() => parseRequired(scanner, parseOperand));
  scanner.leave(outer);
  return chooseBranch(scanner, condition, whenTrue, whenFalse);
}

function parseRequired(scanner: Scanner, parseOperand: ParseOperand): HclValue {
  const value = parseExpression(scanner, parseOperand);
  if (value === undefined) throw unexpected(scanner, "missing-value");
  return value;
}

/** Parses operators that bind at least as strongly as `level`; those of one level from the left. */
function parseOperations(
  scanner: Scanner,
  parseOperand: ParseOperand,
  level: number,
): HclValue | undefined {
  const count = scanner.problems.length;
  const value = parseTerm(scanner, parseOperand);
  if (value === undefined || findOperator(scanner) === undefined) return value;
  let left: Collected<HclValue> = { value, problems: scanner.takeProblems(count) };
  for (;;) {
    const operator = findOperator(scanner);
    if (operator === undefined || operator.level < level) break;
    scanner.at += operator.text.length;
    scanner.skipSpace();
    const right = scanner.collect(() => {
      const value = parseOperations(scanner, parseOperand, operator.level + 1);
      if (value === undefined) throw unexpected(scanner, "missing-value");
      return value;
    });
    const before = left;
    left = scanner.collect(() => applyBinaryOperator(scanner, operator.text, before, right));
  }
  scanner.addProblems(left.problems);
  return left.value;
}

function parseTerm(scanner: Scanner, parseOperand: ParseOperand): HclValue | undefined {
  const value = parseOperand(scanner);
  if (value === undefined) return undefined;
  scanner.skipSpace();
  refuseSelection(scanner);
  return value;
}
