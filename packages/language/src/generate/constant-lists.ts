import { textOrNull } from "../compile/comparison.js";
import { numberOf } from "../compile/literals.js";
import { isShort } from "../runtime/budget.js";
import { weights } from "../runtime/limits.js";
import { type BinaryExpression, type Expression, withoutParentheses } from "../syntax/ast.js";
import type { Value } from "../values/value.js";
import { type Fragment, js } from "./fragment.js";
import type { Unit } from "./unit.js";

// `x in ["a", "b"]`: a list that is looked through and forgotten need not be made. It costs a policy
// what it costs everywhere.

/** Elements of a list up to which looking for a text among them is a few comparisons. */
const MAX_COMPARED = 8;

/** The elements of a list that is written out of nothing but literals. */
export function constantsOf(node: Expression, { compilation }: Unit): readonly Value[] | undefined {
  const list = withoutParentheses(node);
  if (list.kind !== "ListLiteral") return undefined;
  const values: Value[] = [];
  for (const element of list.elements) {
    const value =
      element.kind === "NumberLiteral" ? numberOf(element) : textOrNull(element, compilation);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** Writes the search for a value that is at hand; `apply` is the operator for what is no text. */
export function writeConstantSearch(
  { operator, operatorSpan, right }: BinaryExpression,
  constants: readonly Value[],
  apply: Fragment,
  into: Fragment,
  unit: Unit,
): void {
  const { compilation } = unit;
  const list = unit.constant(compilation.location(withoutParentheses(right).span));
  unit.write(js`budget.chargeElements(${constants.length + weights.list}, ${list});`);
  const call = js`${into} = ${apply}(${into}, ${unit.constant(constants)}, ${unit.frame});`;
  if (constants.length > MAX_COMPARED || !constants.every(isShortTextOrNull)) {
    unit.write(call);
    return;
  }
  const equals = constants.map((constant) => js`${into} === ${unit.constant(constant)}`);
  const found = equals.reduce((whole, each) => js`${whole} || ${each}`, js`false`);
  unit.when(js`typeof ${into} === "string" || ${into} === null`, () => {
    const site = unit.constant(compilation.location(operatorSpan));
    unit.write(js`budget.charge(${constants.length}, ${site});`);
    unit.write(operator === "in" ? js`${into} = ${found};` : js`${into} = !(${found});`);
  });
  unit.write(js`else ${call}`);
}

/** Comparing with a short text costs nothing besides. */
function isShortTextOrNull(value: Value): boolean {
  return value === null || (typeof value === "string" && isShort(value.length));
}
