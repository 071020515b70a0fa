import { failAt } from "../messages/failure.js";
import type { Code, Frame } from "../runtime/frame.js";
import { type Namespace, NamespaceError } from "../runtime/host.js";
import { weights } from "../runtime/limits.js";
import { RuleValue } from "../runtime/rule-value.js";
import type { BoundImport } from "../runtime/unit.js";
import type { Location } from "../source/diagnostic.js";
import {
  type Expression,
  type Identifier,
  type IndexExpression,
  type SelectorExpression,
  type SliceExpression,
  withoutParentheses,
} from "../syntax/ast.js";
import { isInt } from "../values/arithmetic.js";
import {
  byteLength,
  isString,
  lengthInHost,
  type StringValue,
  sliceBytes,
} from "../values/byte-string.js";
import { isList, itemsOf, ListValue } from "../values/list.js";
import { getByName, isMap, isPlainMap, MapValue, mapGet, ownMember } from "../values/map.js";
import { toMapKey } from "../values/map-key.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";
import { readCell } from "./names.js";
import { type BinaryOperation, binary, type UnaryOperation, unary } from "./operations.js";
import { compileSelectors, orBornHere, type Selector, select, selectorOf } from "./selectors.js";

export type AccessExpression = SelectorExpression | IndexExpression | SliceExpression;

/** Compiles `a.b`, `a[b]` and `a[b:c]`. */
export function compileAccess(node: AccessExpression, compilation: Compilation): Code {
  const access = compilePath(node, compilation);
  if (!startsAtImport(node, compilation)) return access;
  return unary(access, owning(node, compilation));
}

/** What a policy reads from an import is its own from here on; see `Region`. */
export function owning(node: AccessExpression, compilation: Compilation): UnaryOperation {
  const site = compilation.location(node.span);
  return (value, { unit: { run } }) => {
    if (isUnsealed(value)) return run.copy(value, site);
    return run.copying ? run.own(value, site) : value;
  };
}

/** A collection that the module it was read from may still change. */
function isUnsealed(value: Value): boolean {
  return (value instanceof ListValue || value instanceof MapValue) && !value.sealed;
}

/** One step of a path; the copy that ends a path into an import is made by `compileAccess`. */
function compilePath(node: AccessExpression, compilation: Compilation): Code {
  switch (node.kind) {
    case "SelectorExpression":
      return compileSelector(node, compilation);
    case "IndexExpression":
      return compileIndex(node, compilation);
    case "SliceExpression":
      return compileSlice(node, compilation);
  }
}

/** Compiles what stands before a dot or bracket. */
export function compileObject(node: Expression, compilation: Compilation): Code {
  const object = withoutParentheses(node);
  return isAccess(object) ? compilePath(object, compilation) : compilation.expression(object);
}

export function isAccess(node: Expression): node is AccessExpression {
  return (
    node.kind === "SelectorExpression" ||
    node.kind === "IndexExpression" ||
    node.kind === "SliceExpression"
  );
}

export function startsAtImport(node: AccessExpression, compilation: Compilation): boolean {
  let object = withoutParentheses(node.object);
  while (isAccess(object)) object = withoutParentheses(object.object);
  return importIndexOf(object, compilation) !== undefined;
}

/** The import that a name can only mean, if it can mean no variable. */
export function importIndexOf(node: Expression, compilation: Compilation): number | undefined {
  if (node.kind !== "Identifier") return undefined;
  const reference = compilation.resolution.references.get(node);
  return reference?.slots.length === 0 ? reference.importIndex : undefined;
}

function compileSelector(node: SelectorExpression, compilation: Compilation): Code {
  const selectors: Selector[] = [];
  let object: Expression = node;
  while (object.kind === "SelectorExpression" && !readsImport(object, compilation)) {
    selectors.unshift(selectorOf(object, compilation));
    object = withoutParentheses(object.object);
  }
  const root =
    object.kind === "SelectorExpression"
      ? compileImportSelector(object, compilation)
      : compileObject(object, compilation);
  return selectors.length === 0 ? root : compileSelectors(root, selectors);
}

/** Whether a selector stands on a name that means an import, as long as no variable shadows it. */
export function readsImport(node: SelectorExpression, compilation: Compilation): boolean {
  const object = withoutParentheses(node.object);
  if (object.kind !== "Identifier") return false;
  return compilation.resolution.references.get(object)?.importIndex !== undefined;
}

/** `tfplan.x`, also in a function that may make a variable `tfplan` of its own. */
function compileImportSelector(node: SelectorExpression, compilation: Compilation): Code {
  const selector = selectorOf(node, compilation);
  const object = withoutParentheses(node.object) as Identifier;
  const { slots = [] } = compilation.resolution.references.get(object) ?? {};
  const imported = importSelection(node, compilation);
  if (slots.length === 0) return imported;
  const variable = readCell(slots);
  const value = compilation.expression(object);
  return (frame) =>
    variable(frame) === undefined ? imported(frame) : select(value(frame), selector);
}

/** `tfplan.x` where no variable is called `tfplan`. */
export function importSelection(node: SelectorExpression, compilation: Compilation): Code {
  const selector = selectorOf(node, compilation);
  const object = withoutParentheses(node.object) as Identifier;
  const { importIndex = 0 } = compilation.resolution.references.get(object) ?? {};
  return (frame) => orBornHere(readImport(frame, importIndex, selector), selector.missing);
}

function readImport(frame: Frame, index: number, { name, site }: Selector): Value | undefined {
  const bound = frame.unit.imports[index] as BoundImport;
  switch (bound.kind) {
    case "namespace":
      return readNamespace(bound.namespace, name, site);
    case "static":
      return isMap(bound.value) ? getByName(bound.value, name) : undefined;
    case "module": {
      const slot = bound.unit.program.slots.get(name);
      const cell = slot === undefined ? undefined : bound.unit.frame.cells[slot];
      return cell instanceof RuleValue ? cell.force() : cell;
    }
  }
}

export function readNamespace(
  namespace: Namespace,
  name: string,
  site: Location,
): Value | undefined {
  try {
    return namespace.get(name);
  } catch (error) {
    if (error instanceof NamespaceError) return failAt(site, "key-failed", name, error.message);
    throw error;
  }
}

function compileIndex(node: IndexExpression, compilation: Compilation): Code {
  const object = compileObject(node.object, compilation);
  return binary(object, compilation.expression(node.index), indexing(node, compilation));
}

export function indexing(node: IndexExpression, compilation: Compilation): BinaryOperation {
  const site = compilation.location(node.span);
  const indexSite = compilation.location(node.index.span);
  const missing = new UndefinedValue(site);
  return (container, key, frame) => {
    if (container instanceof UndefinedValue) return container;
    if (container === null) return missing;
    if (key instanceof UndefinedValue) return key;
    if (typeof key === "string" && isPlainMap(container))
      return orBornHere(ownMember(container, key), missing);
    if (isMap(container)) {
      if (toMapKey(key) === undefined) failAt(indexSite, "map-key-type", kindOf(key));
      return orBornHere(mapGet(container, key), missing);
    }
    if (isList(container)) {
      const items = itemsOf(container);
      const at = position(key, items.length, indexSite, "list");
      return orBornHere(at === undefined ? undefined : items[at], missing);
    }
    if (isString(container)) {
      frame.unit.run.budget.chargeScan(lengthInHost(container), site);
      const at = position(key, byteLength(container), indexSite, "string");
      return at === undefined ? missing : slice(container, at, at + 1, frame, site);
    }
    return failAt(site, "not-indexable", kindOf(container));
  };
}

/** An index counted from the start, negative ones from the end; `undefined` when out of range. */
export function position(
  index: Value,
  length: number,
  site: Location,
  container: string,
): number | undefined {
  if (!isInt(index)) return failAt(site, "index-type", container, kindOf(index));
  const at = index < 0 ? Number(index) + length : Number(index);
  return at >= 0 && at < length ? at : undefined;
}

function compileSlice(node: SliceExpression, compilation: Compilation): Code {
  const object = compileObject(node.object, compilation);
  const low = node.low === undefined ? undefined : compilation.expression(node.low);
  const high = node.high === undefined ? undefined : compilation.expression(node.high);
  const { begin, cut } = slicing(node, compilation);
  return (frame) => {
    const whole = object(frame);
    const settled = begin(whole, frame);
    if (settled !== undefined) return settled;
    return cut(whole, low?.(frame), high?.(frame), frame);
  };
}

/** The two halves of a slice: what comes before its bounds are evaluated, and what after. */
export interface Slicing {
  /** The result where the bounds do not matter. */
  readonly begin: (whole: Value, frame: Frame) => Value | undefined;
  readonly cut: (
    whole: Value,
    low: Value | undefined,
    high: Value | undefined,
    frame: Frame,
  ) => Value;
}

export function slicing(node: SliceExpression, compilation: Compilation): Slicing {
  const site = compilation.location(node.span);
  const missing = new UndefinedValue(site);
  return {
    begin(whole, frame) {
      if (whole instanceof UndefinedValue) return whole;
      if (whole === null) return missing;
      if (isString(whole)) frame.unit.run.budget.chargeScan(lengthInHost(whole), site);
      else if (!isList(whole)) return failAt(site, "not-sliceable", kindOf(whole));
      return undefined;
    },
    cut(whole, from = 0, to, frame) {
      const length = isList(whole) ? itemsOf(whole).length : byteLength(whole as StringValue);
      if (from instanceof UndefinedValue) return from;
      if (to instanceof UndefinedValue) return to;
      const start = bound(from, site);
      const end = to === undefined ? length : bound(to, site);
      // COMPAT (Language Specification, Slices): bounds out of range give undefined, negative ones too.
      if (start < 0 || start > end || end > length) return missing;
      if (isList(whole)) return frame.unit.run.list(itemsOf(whole).slice(start, end), site);
      return slice(whole as StringValue, start, end, frame, site);
    },
  };
}

function slice(
  whole: StringValue,
  start: number,
  end: number,
  frame: Frame,
  site: Location,
): StringValue {
  const { budget } = frame.unit.run;
  budget.chargeText(end - start, site);
  const part = sliceBytes(whole, start, end);
  // A host holds bytes that are no text in an object of some size, however few they are.
  if (typeof part !== "string") budget.chargeText(weights.byteString, site);
  return part;
}

function bound(value: Value, site: Location): number {
  return isInt(value) ? Number(value) : failAt(site, "slice-index-type", kindOf(value));
}
