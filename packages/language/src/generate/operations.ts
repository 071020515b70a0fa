import { orBornHere, type Selector, select } from "../compile/selectors.js";
import { Closure } from "../runtime/closure.js";
import { Frame } from "../runtime/frame.js";
import { RuleValue } from "../runtime/rule-value.js";
import { isPlainMap } from "../values/map.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import { EngineValue, type Value } from "../values/value.js";
import { js } from "./fragment.js";

/** All that generated code can name, besides its constants and its own variables. */
export const operations = {
  Closure,
  EngineValue,
  Frame,
  RuleValue,
  UndefinedValue,
  isPlain: isPlainMap,
  orBornHere,
  select,
  selectNext,
  withOrigin,
};

/** Makes the operations known by their names. */
export const prelude = js`const { Closure, EngineValue, Frame, RuleValue, UndefinedValue, isPlain, orBornHere, select, selectNext, withOrigin } = operations;`;

/** Selects from what a plain read of the selector before has found. */
function selectNext(found: Value | undefined, before: Selector, selector: Selector): Value {
  return select(orBornHere(found, before.missing), selector);
}
