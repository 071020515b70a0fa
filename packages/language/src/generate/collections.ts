import { mapKeyOf } from "../compile/literals.js";
import type { Expression, ListLiteral, MapLiteral } from "../syntax/ast.js";
import { type Fragment, js, list } from "./fragment.js";
import type { Unit } from "./unit.js";

/**
 * LIMIT: values that wait in variables for the last of them; further ones are pushed to an array. A
 * variable takes room on the host's stack.
 */
const MAX_WAITING = 8;

/** Writes expressions in order, and gives an array of their values to `use`. */
export function writeValues(
  nodes: readonly Expression[],
  unit: Unit,
  use: (array: Fragment) => void,
): void {
  if (nodes.length <= MAX_WAITING) {
    unit.temporaries(nodes.length, (...values) => {
      nodes.forEach((node, index) => {
        unit.expression(node, values[index] as Fragment);
      });
      use(js`[${list(values)}]`);
    });
    return;
  }
  unit.temporaries(2, (array, value) => {
    unit.write(js`${array} = [];`);
    for (const node of nodes) {
      unit.expression(node, value);
      unit.write(js`${array}.push(${value});`);
    }
    use(array);
  });
}

export function writeList(node: ListLiteral, into: Fragment, unit: Unit): void {
  const site = unit.constant(unit.compilation.location(node.span));
  writeValues(node.elements, unit, (array) =>
    unit.write(js`${into} = run.list(${array}, ${site});`),
  );
}

export function writeMap(node: MapLiteral, into: Fragment, unit: Unit): void {
  const { compilation } = unit;
  const site = unit.constant(compilation.location(node.span));
  unit.temporaries(4, (map, original, key, value) => {
    unit.write(js`${map} = run.map(${node.entries.length}, ${site});`);
    for (const entry of node.entries) {
      unit.expression(entry.key, original);
      const toKey = unit.constant(mapKeyOf(entry.key, compilation));
      unit.write(js`${key} = ${toKey}(${original});`);
      unit.expression(entry.value, value);
      unit.write(js`${map}.set(${key}, ${original}, ${value});`);
    }
    unit.write(js`${into} = ${map};`);
  });
}
