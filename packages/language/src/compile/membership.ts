import { failAt } from "../messages/failure.js";
import { isShort } from "../runtime/budget.js";
import type { Frame } from "../runtime/frame.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import { containsString, isString, lengthInHost } from "../values/byte-string.js";
import type { Truth } from "../values/equality.js";
import { isList, itemsOf } from "../values/list.js";
import { isMap, mapHas } from "../values/map.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import { areEqual } from "./comparison.js";
import type { Compilation } from "./compilation.js";
import { type BinaryOperation, strict } from "./operations.js";

/** `container contains element` and `element in container`. */
export function membership(
  operator: "contains" | "in",
  negated: boolean,
  span: Span,
  compilation: Compilation,
): BinaryOperation {
  const site = compilation.location(span);
  const unknown = new UndefinedValue(site);
  return strict((first, second, frame) => {
    const [container, element] = operator === "contains" ? [first, second] : [second, first];
    const found = contains(container, element, operator, frame, site);
    return typeof found === "boolean" ? found !== negated : withOrigin(found, unknown);
  });
}

/** Whether a list of texts has one of them; nothing if not all that it has are texts. */
function amongTexts(items: readonly Value[], text: string): boolean | undefined {
  let areTexts = true;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item === text) return true;
    if (typeof item !== "string") areTexts = false;
  }
  return areTexts ? false : undefined;
}

/** Whether a container holds an element; an undefined element of a list may be the one. */
function contains(
  container: Value,
  element: Value,
  operator: string,
  frame: Frame,
  site: Location,
): Truth {
  const { budget } = frame.unit.run;
  if (isList(container)) {
    const items = itemsOf(container);
    budget.charge(items.length, site);
    if (typeof element === "string" && isShort(element.length)) {
      const found = amongTexts(items, element);
      if (found !== undefined) return found;
    }
    let result: Truth = false;
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Value;
      if (typeof item === "string" && typeof element === "string") {
        if (item.length === element.length) budget.chargeScan(item.length, site);
        if (item === element) return true;
        continue;
      }
      const equal = item instanceof UndefinedValue ? item : areEqual(item, element, frame, site);
      if (equal === true) return true;
      if (result === false) result = equal;
    }
    return result;
  }
  if (isMap(container)) return mapHas(container, element);
  if (isString(container) && isString(element)) {
    budget.chargeScan(lengthInHost(container), site);
    return containsString(container, element);
  }
  const [left, right] = operator === "contains" ? [container, element] : [element, container];
  return failAt(site, "operator-types", operator, kindOf(left), kindOf(right));
}
