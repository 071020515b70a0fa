import { failAt } from "../messages/failure.js";
import type { Code, Frame } from "../runtime/frame.js";
import { MAX_PATTERN_LENGTH } from "../runtime/limits.js";
import { type PatternResult, preparePattern } from "../runtime/pattern-cache.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import { type Expression, withoutParentheses } from "../syntax/ast.js";
import {
  bytesOf,
  containsString,
  isString,
  type StringValue,
  textOf,
} from "../values/byte-string.js";
import { isList, itemsOf } from "../values/list.js";
import { isMap, mapHas } from "../values/map.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import { areEqual } from "./comparison.js";
import type { Compilation } from "./compilation.js";
import { strictOperands } from "./strict-operands.js";

/** Compiles `container contains element` and `element in container`. */
export function compileMembership(
  operator: "contains" | "in",
  negated: boolean,
  left: Code,
  right: Code,
  span: Span,
  compilation: Compilation,
): Code {
  const site = compilation.location(span);
  return strictOperands(left, right, (first, second, frame) => {
    const [container, element] = operator === "contains" ? [first, second] : [second, first];
    return contains(container, element, operator, frame, site) !== negated;
  });
}

function contains(
  container: Value,
  element: Value,
  operator: string,
  frame: Frame,
  site: Location,
): boolean {
  const { budget } = frame.unit.run;
  if (isList(container)) {
    const items = itemsOf(container);
    budget.charge(items.length, site);
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Value;
      if (item === element) return true;
      if (typeof item === "string" && typeof element === "string") continue;
      if (!(item instanceof UndefinedValue) && areEqual(item, element, frame, site)) return true;
    }
    return false;
  }
  if (isMap(container)) return mapHas(container, element);
  if (isString(container) && isString(element)) {
    budget.charge(textOf(container).length >> 6, site);
    return containsString(container, element);
  }
  const [left, right] = operator === "contains" ? [container, element] : [element, container];
  return failAt(site, "operator-types", operator, kindOf(left), kindOf(right));
}

/** Compiles `text matches pattern`; a pattern written as a literal is prepared once. */
export function compileMatches(
  negated: boolean,
  text: Code,
  pattern: Expression,
  span: Span,
  compilation: Compilation,
): Code {
  const site = compilation.location(span);
  const patternSite = compilation.location(pattern.span);
  const code = compilation.expression(pattern);
  const literal = withoutParentheses(pattern);
  const prepared =
    literal.kind === "StringLiteral" &&
    typeof literal.value === "string" &&
    literal.value.length <= MAX_PATTERN_LENGTH
      ? preparePattern(literal.value)
      : undefined;
  return strictOperands(text, code, (subject, source, frame) => {
    if (!isString(subject) || !isString(source))
      return failAt(site, "operator-types", "matches", kindOf(subject), kindOf(source));
    const result = prepared ?? prepare(source, frame, patternSite);
    if (result.pattern === undefined)
      return failAt(patternSite, "invalid-pattern", textOf(source), result.problem);
    const { budget } = frame.unit.run;
    budget.charge(typeof subject === "string" ? subject.length : subject.bytes.length, site);
    return (
      result.pattern.test(typeof subject === "string" ? subject : bytesOf(subject)) !== negated
    );
  });
}

function prepare(source: StringValue, frame: Frame, site: Location): PatternResult {
  const text = textOf(source);
  if (text.length > MAX_PATTERN_LENGTH) failAt(site, "pattern-too-long", MAX_PATTERN_LENGTH);
  frame.unit.run.budget.charge(text.length, site);
  return frame.unit.run.patterns.prepare(text);
}
