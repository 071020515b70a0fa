import { failAt } from "../messages/failure.js";
import type { Code } from "../runtime/frame.js";
import type { Location } from "../source/diagnostic.js";
import type { SelectorExpression } from "../syntax/ast.js";
import { isList } from "../values/list.js";
import { MapValue, ownMember, type PlainMap, SharedMap } from "../values/map.js";
import { UndefinedValue } from "../values/undefined.js";
import { EngineValue, kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";

/** What `.name` needs to know while a policy runs. */
export interface Selector {
  readonly name: string;
  readonly site: Location;
  /** The undefined that is born here. */
  readonly missing: UndefinedValue;
  /**
   * Whether a JavaScript object has something under this name that is not data, as "constructor".
   * For all other names a plain read finds data or nothing, and that is twice as fast.
   */
  readonly isInherited: boolean;
}

export function selectorOf(node: SelectorExpression, compilation: Compilation): Selector {
  const site = compilation.location(node.nameSpan);
  return {
    name: node.name,
    site,
    missing: new UndefinedValue(site),
    isInherited: node.name in Object.prototype,
  };
}

/** Compiles `object.a.b.c` as one step, because policies on plans do little else. */
export function compileSelectors(object: Code, selectors: readonly Selector[]): Code {
  const [only, ...others] = selectors as [Selector, ...Selector[]];
  if (others.length === 0) return (frame) => select(object(frame), only);
  return (frame) => {
    let value = object(frame);
    for (let i = 0; i < selectors.length; i++) value = select(value, selectors[i] as Selector);
    return value;
  };
}

export function select(object: Value, selector: Selector): Value {
  if (typeof object === "object" && object !== null) {
    if (!(object instanceof EngineValue)) {
      if (Array.isArray(object)) return selector.missing;
      return orBornHere(property(object as PlainMap, selector), selector.missing);
    }
    if (object instanceof UndefinedValue) return object;
    if (object instanceof SharedMap || object instanceof MapValue)
      return orBornHere(object.get(selector.name), selector.missing);
    if (isList(object)) return selector.missing;
  }
  if (object === null) return selector.missing;
  return failAt(selector.site, "not-selectable", selector.name, kindOf(object));
}

function property(map: PlainMap, { name, isInherited }: Selector): Value | undefined {
  return isInherited ? ownMember(map, name) : map[name];
}

/** What data does not have, and what it leaves open, is undefined from here on. */
export function orBornHere(value: Value | undefined, missing: UndefinedValue): Value {
  if (value === undefined) return missing;
  return value instanceof UndefinedValue && value.origin === undefined ? missing : value;
}
