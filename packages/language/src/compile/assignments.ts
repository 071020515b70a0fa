import { failAt } from "../messages/failure.js";
import type { Reference, Slot } from "../resolve/resolution.js";
import type { Action, Cell, Frame } from "../runtime/frame.js";
import type { Location } from "../source/diagnostic.js";
import {
  type AssignmentOperator,
  type AssignStatement,
  type IndexExpression,
  withoutParentheses,
} from "../syntax/ast.js";
import type { NumericOperator } from "../values/arithmetic.js";
import { isList, itemsOf, ListValue } from "../values/list.js";
import { isMap, MapValue } from "../values/map.js";
import { toMapKey } from "../values/map-key.js";
import { SealedWrite } from "../values/region.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import { position } from "./access.js";
import { arithmetic } from "./arithmetic.js";
import type { Compilation } from "./compilation.js";
import { compileFunctionLiteral } from "./functions.js";
import { type CellReader, compileCell, compileName, frameAbove } from "./names.js";
import type { BinaryOperation } from "./operations.js";
import { compileNamedRule } from "./rules.js";

/** Compiles `x = v`, `x[i] = v` and their forms with an operator. */
export function compileAssignment(node: AssignStatement, compilation: Compilation): Action {
  const { target } = node;
  if (target.kind === "IndexExpression") return compileIndexAssignment(node, target, compilation);

  const reference = compilation.resolution.references.get(target);
  const write = compileWrite(reference);
  const apply = applying(node, compilation);
  if (apply === undefined) {
    const value = compileAssignedCell(node, compilation);
    return (frame) => {
      write(frame, value(frame));
      return "next";
    };
  }
  const current = compileName(target, compilation);
  const value = compilation.expression(node.value);
  return (frame) => {
    const left = current(frame);
    write(frame, apply(left, value(frame), frame));
    return "next";
  };
}

/** What `x op= v` does with the two values; none for a plain assignment. */
export function applying(
  { operator, operatorSpan }: AssignStatement,
  compilation: Compilation,
): BinaryOperation | undefined {
  const numeric = numericOperator(operator);
  return numeric && arithmetic(numeric, operatorSpan, compilation);
}

/** A rule is assigned as it is, unevaluated, and so is a variable that may hold one. */
function compileAssignedCell(node: AssignStatement, compilation: Compilation): CellReader {
  const value = withoutParentheses(node.value);
  if (value.kind === "RuleExpression") return compileNamedRule(value, node, compilation);
  if (value.kind === "Identifier") return compileCell(value, compilation);
  if (value.kind === "FunctionLiteral" && node.target.kind === "Identifier")
    return compileFunctionLiteral(value, compilation, node.target.name);
  return compilation.expression(node.value);
}

function compileWrite(reference: Reference | undefined): (frame: Frame, cell: Cell) => void {
  const [own, ...outer] = reference?.slots ?? [];
  if (own === undefined) throw new Error("assignment was not resolved");
  const writeOwn = writeSlot(own);
  if (outer.length === 0) return writeOwn;
  // The innermost variable that exists by now is meant; without one, a new one is made right here.
  return (frame, cell) => {
    const existing = reference?.slots.find(
      ({ depth, index }) => frameAbove(frame, depth).cells[index] !== undefined,
    );
    const { depth, index } = existing ?? own;
    frameAbove(frame, depth).cells[index] = cell;
  };
}

function writeSlot({ depth, index }: Slot): (frame: Frame, cell: Cell) => void {
  return (frame, cell) => {
    frameAbove(frame, depth).cells[index] = cell;
  };
}

function compileIndexAssignment(
  node: AssignStatement,
  target: IndexExpression,
  compilation: Compilation,
): Action {
  const value = compilation.expression(node.value);
  const object = compilation.expression(target.object);
  const index = compilation.expression(target.index);
  const assign = indexAssigning(node, target, compilation);
  return (frame) => {
    // The value first, then the target (Language Specification, Assignments).
    const given = value(frame);
    const container = object(frame);
    assign(given, container, index(frame), frame);
    return "next";
  };
}

/** Assigns to an element of a collection that exists, or to a key of a map. */
export function indexAssigning(
  node: AssignStatement,
  target: IndexExpression,
  compilation: Compilation,
): (given: Value, container: Value, key: Value, frame: Frame) => void {
  const apply = applying(node, compilation);
  const site = compilation.location(target.span);
  const indexSite = compilation.location(target.index.span);
  const missing = new UndefinedValue(site);
  return (given, container, key, frame) => {
    const { run } = frame.unit;
    const assigned = (current: Value): Value =>
      apply === undefined ? given : apply(current, given, frame);
    if (isMap(container)) {
      const mapKey = toMapKey(key);
      if (mapKey === undefined) failAt(indexSite, "map-key-type", kindOf(key));
      if (!(container instanceof MapValue)) throw new SealedWrite();
      const present = container.get(mapKey);
      // What is replaced takes no more memory than before.
      if (present === undefined) run.budget.chargeElements(1, site);
      container.set(mapKey, key, assigned(present === undefined ? missing : present));
    } else {
      const at = assignedPosition(container, key, site, indexSite);
      if (!(container instanceof ListValue)) throw new SealedWrite();
      container.replace(at, assigned(container.items[at] as Value));
    }
  };
}

/** The index of an element that can be assigned to. */
function assignedPosition(
  container: Value,
  index: Value,
  site: Location,
  indexSite: Location,
): number {
  if (!isList(container)) return failAt(site, "not-assignable", kindOf(container));
  const { length } = itemsOf(container);
  const at = position(index, length, indexSite, "list");
  return at ?? failAt(indexSite, "index-out-of-range", String(index), length);
}

function numericOperator(operator: AssignmentOperator): NumericOperator | undefined {
  return operator === "=" ? undefined : (operator.charAt(0) as NumericOperator);
}
