import { compileWithoutVariable } from "../compile/names.js";
import type { Reference } from "../resolve/resolution.js";
import type { Identifier } from "../syntax/ast.js";
import { type Fragment, js } from "./fragment.js";
import type { Unit } from "./unit.js";

/** The use of a name for its value. */
export function writeName(node: Identifier, into: Fragment, unit: Unit): void {
  writeCell(node, into, unit);
  if (unit.compilation.resolution.ruleNames.has(node.name))
    unit.write(js`if (${into} instanceof RuleValue) ${into} = ${into}.force();`);
}

/** The use of a name for what its variable holds: a rule stays unevaluated. */
export function writeCell(node: Identifier, into: Fragment, unit: Unit): void {
  writeVariable(node, into, unit, () => writeWithoutVariable(node, into, unit));
}

/** The first of the variables that a name may mean, from the inside out; else what `otherwise` writes. */
export function writeVariable(
  node: Identifier,
  into: Fragment,
  unit: Unit,
  otherwise: () => void,
): void {
  const slots = unit.compilation.resolution.references.get(node)?.slots ?? [];
  const writeFrom = (position: number): void => {
    const slot = slots[position];
    if (slot === undefined) {
      otherwise();
      return;
    }
    unit.write(js`${into} = ${unit.slot(slot)};`);
    if (!unit.variables.isCertain(slot))
      unit.when(js`${into} === undefined`, () => writeFrom(position + 1));
  };
  writeFrom(0);
}

/** What a name means where no variable of that name exists. */
function writeWithoutVariable(node: Identifier, into: Fragment, unit: Unit): void {
  const { resolution, predeclared } = unit.compilation;
  const isImport = resolution.references.get(node)?.importIndex !== undefined;
  const value = isImport ? undefined : predeclared.get(node.name);
  if (value !== undefined) {
    unit.write(js`${into} = ${unit.constant(value)};`);
    return;
  }
  const read = unit.constant(compileWithoutVariable(node, unit.compilation));
  unit.write(js`${into} = ${read}(${unit.frame});`);
}

/** Gives the variable that a name means a value: the innermost that exists, or a new one right here. */
export function writeAssignment(
  reference: Reference | undefined,
  cell: Fragment,
  unit: Unit,
): void {
  const [own, ...outer] = reference?.slots ?? [];
  if (own === undefined) throw new Error("assignment was not resolved");
  const existing = outer.map(
    (slot) => js`else if (${unit.slot(slot)} !== undefined) ${unit.slot(slot)} = ${cell};`,
  );
  if (existing.length === 0) {
    unit.write(js`${unit.slot(own)} = ${cell};`);
    return;
  }
  unit.write(js`if (${unit.slot(own)} !== undefined) ${unit.slot(own)} = ${cell};`);
  for (const line of existing) unit.write(line);
  unit.write(js`else ${unit.slot(own)} = ${cell};`);
}
