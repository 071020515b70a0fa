import {
  type AccessExpression,
  importSelection,
  indexing,
  isAccess,
  owning,
  readsImport,
  slicing,
  startsAtImport,
} from "../compile/access.js";
import { type Selector, selectorOf } from "../compile/selectors.js";
import {
  type Expression,
  type Identifier,
  type IndexExpression,
  type SelectorExpression,
  type SliceExpression,
  withoutParentheses,
} from "../syntax/ast.js";
import type { UndefinedValue } from "../values/undefined.js";
import { type Fragment, js } from "./fragment.js";
import { writeName, writeVariable } from "./names.js";
import type { Unit } from "./unit.js";

/** `a.b`, `a[b]` and `a[b:c]`. */
export function writeAccess(node: AccessExpression, into: Fragment, unit: Unit): void {
  writePath(node, into, unit);
  if (!startsAtImport(node, unit.compilation)) return;
  const own = unit.constant(owning(node, unit.compilation));
  // Data from outside is the policy's own as it is, unless every read makes a copy.
  unit.when(js`run.copying || ${into} instanceof EngineValue`, () =>
    unit.write(js`${into} = ${own}(${into}, ${unit.frame});`),
  );
}

/** What stands before a dot or bracket. */
export function writeObject(node: Expression, into: Fragment, unit: Unit): void {
  const object = withoutParentheses(node);
  if (isAccess(object)) writePath(object, into, unit);
  else unit.expression(object, into);
}

function writePath(node: AccessExpression, into: Fragment, unit: Unit): void {
  switch (node.kind) {
    case "SelectorExpression":
      writeSelectors(node, into, unit);
      return;
    case "IndexExpression":
      writeIndex(node, into, unit);
      return;
    case "SliceExpression":
      writeSlice(node, into, unit);
      return;
  }
}

/**
 * `object.a.b.c`. A member of plain data is read right where it is used, so that the host learns
 * what the objects there look like.
 */
function writeSelectors(node: SelectorExpression, into: Fragment, unit: Unit): void {
  const selectors: Selector[] = [];
  let object: Expression = node;
  while (object.kind === "SelectorExpression" && !readsImport(object, unit.compilation)) {
    selectors.unshift(selectorOf(object, unit.compilation));
    object = withoutParentheses(object.object);
  }
  if (object.kind === "SelectorExpression") writeImportSelection(object, into, unit);
  else writeObject(object, into, unit);
  selectors.forEach((selector, index) => {
    writeSelector(selector, selectors[index - 1], into, unit);
  });
  const last = selectors.at(-1);
  if (last !== undefined) writeBirth(last.missing, into, unit);
}

function writeSelector(
  selector: Selector,
  before: Selector | undefined,
  into: Fragment,
  unit: Unit,
): void {
  const known = unit.constant(selector);
  const select =
    before === undefined
      ? js`select(${into}, ${known})`
      : js`selectNext(${into}, ${unit.constant(before)}, ${known})`;
  // INVARIANT: a plain read of an inherited name would find something that is no data.
  if (selector.isInherited) {
    unit.write(js`${into} = ${select};`);
    return;
  }
  const read = js`${into}[${unit.constant(selector.name)}]`;
  unit.write(js`${into} = isPlain(${into}) ? ${read} : ${select};`);
}

/** What a plain read does not find, or finds left open, is undefined from here on. */
function writeBirth(missing: UndefinedValue, into: Fragment, unit: Unit): void {
  unit.when(js`${into} === undefined || ${into} instanceof UndefinedValue`, () =>
    unit.write(js`${into} = orBornHere(${into}, ${unit.constant(missing)});`),
  );
}

/** `tfplan.x`, also where a variable may be called `tfplan`. */
function writeImportSelection(node: SelectorExpression, into: Fragment, unit: Unit): void {
  const object = withoutParentheses(node.object) as Identifier;
  const imported = unit.constant(importSelection(node, unit.compilation));
  const read = () => unit.write(js`${into} = ${imported}(${unit.frame});`);
  const slots = unit.compilation.resolution.references.get(object)?.slots ?? [];
  if (slots.length === 0) {
    read();
    return;
  }
  const selector = unit.constant(selectorOf(node, unit.compilation));
  unit.temporaries(1, (variable) => {
    writeVariable(object, variable, unit, () => {});
    unit.when(js`${variable} === undefined`, read);
    unit.block(js`else`, () => {
      writeName(object, variable, unit);
      unit.write(js`${into} = select(${variable}, ${selector});`);
    });
  });
}

function writeIndex(node: IndexExpression, into: Fragment, unit: Unit): void {
  writeObject(node.object, into, unit);
  const apply = unit.constant(indexing(node, unit.compilation));
  unit.temporaries(1, (index) => {
    unit.expression(node.index, index);
    unit.write(js`${into} = ${apply}(${into}, ${index}, ${unit.frame});`);
  });
}

function writeSlice(node: SliceExpression, into: Fragment, unit: Unit): void {
  const { begin, cut } = slicing(node, unit.compilation);
  unit.temporaries(3, (w, l, h) => {
    writeObject(node.object, w, unit);
    unit.write(js`${into} = ${unit.constant(begin)}(${w}, ${unit.frame});`);
    unit.when(js`${into} === undefined`, () => {
      unit.write(js`${l} = ${h} = undefined;`);
      if (node.low !== undefined) unit.expression(node.low, l);
      if (node.high !== undefined) unit.expression(node.high, h);
      unit.write(js`${into} = ${unit.constant(cut)}(${w}, ${l}, ${h}, ${unit.frame});`);
    });
  });
}
