import type { BinaryExpression, BinaryOperator, LogicalOperator } from "../syntax/ast.js";
import { arithmetic } from "./arithmetic.js";
import { equality, order } from "./comparison.js";
import type { Compilation } from "./compilation.js";
import { matching } from "./matches.js";
import { membership } from "./membership.js";
import type { BinaryOperation } from "./operations.js";

/** An operator that always evaluates both of its operands, the left one first. */
export type StrictOperator = Exclude<BinaryOperator, LogicalOperator | "else">;

/** What an operator does with the values of its operands. */
export function operationOf(
  { right, operatorSpan: span }: BinaryExpression,
  operator: StrictOperator,
  compilation: Compilation,
): BinaryOperation {
  switch (operator) {
    case "==":
    case "is":
      return equality(false, span, compilation);
    case "!=":
    case "is not":
      return equality(true, span, compilation);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return order(operator, span, compilation);
    case "matches":
      return matching(false, right, span, compilation);
    case "not matches":
      return matching(true, right, span, compilation);
    case "contains":
      return membership("contains", false, span, compilation);
    case "not contains":
      return membership("contains", true, span, compilation);
    case "in":
      return membership("in", false, span, compilation);
    case "not in":
      return membership("in", true, span, compilation);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(operator, span, compilation);
  }
}
