import { opening } from "../compile/iteration.js";
import { filtered, noTruthOf } from "../compile/quantifiers.js";
import type { QuantifierExpression } from "../syntax/ast.js";
import { type Fragment, js } from "./fragment.js";
import { writeLoop } from "./loops.js";
import { writeAsTruth } from "./operators.js";
import type { Unit } from "./unit.js";

/** `all`, `any`, `filter` and `map`. */
export function writeQuantifier(node: QuantifierExpression, into: Fragment, unit: Unit): void {
  const open = unit.constant(opening(node, unit.compilation));
  unit.temporaries(2, (container, elements) => {
    unit.expression(node.collection, container);
    unit.write(js`${elements} = ${open}(${container}, ${unit.frame});`);
    writeOver(node, container, elements, into, unit);
  });
}

/** The same over a collection that is at hand. */
export function writeOver(
  node: QuantifierExpression,
  container: Fragment,
  elements: Fragment,
  into: Fragment,
  unit: Unit,
): void {
  switch (node.quantifier) {
    case "all":
      writeFold(node, false, elements, into, unit);
      return;
    case "any":
      writeFold(node, true, elements, into, unit);
      return;
    case "filter":
      writeFilter(node, container, elements, into, unit);
      return;
    case "map":
      writeMapping(node, elements, into, unit);
      return;
  }
}

/** See `fold` of the closures: a false after an undefined decides nothing any more for `all`. */
function writeFold(
  node: QuantifierExpression,
  decisive: boolean,
  elements: Fragment,
  into: Fragment,
  unit: Unit,
): void {
  const noTruth = unit.constant(noTruthOf(node, unit.compilation));
  const decided = unit.constant(decisive);
  const open = unit.constant(!decisive);
  unit.write(js`${into} = ${open};`);
  writeLoop(node, elements, unit, () => {
    unit.temporaries(1, (truth) => {
      writeAsTruth(node.body, noTruth, truth, unit);
      const decides = decisive ? js`` : js` && ${into} === true`;
      unit.when(js`${truth} === ${decided}${decides}`, () => {
        unit.write(js`${into} = ${truth};`);
        unit.write(js`break;`);
      });
      unit.write(
        js`if (${into} === ${open} && ${truth} instanceof UndefinedValue) ${into} = ${truth};`,
      );
    });
  });
}

function writeFilter(
  node: QuantifierExpression,
  container: Fragment,
  elements: Fragment,
  into: Fragment,
  unit: Unit,
): void {
  const noTruth = unit.constant(noTruthOf(node, unit.compilation));
  const result = unit.constant(filtered(node, unit.compilation));
  unit.temporaries(2, (keys, values) => {
    unit.write(js`${into} = undefined; ${keys} = []; ${values} = [];`);
    writeLoop(node, elements, unit, ({ index, value }) => {
      unit.temporaries(1, (truth) => {
        writeAsTruth(node.body, noTruth, truth, unit);
        unit.when(js`${truth} === true`, () => {
          unit.write(js`if (${elements}.isMap) ${keys}.push(${elements}.key(${index}));`);
          unit.write(js`${values}.push(${value});`);
        });
        unit.when(js`${into} === undefined && ${truth} instanceof UndefinedValue`, () =>
          unit.write(js`${into} = ${truth};`),
        );
      });
    });
    unit.write(
      js`if (${into} === undefined) ${into} = ${result}(${container}, ${keys}, ${values}, ${unit.frame});`,
    );
  });
}

function writeMapping(
  node: QuantifierExpression,
  elements: Fragment,
  into: Fragment,
  unit: Unit,
): void {
  const site = unit.constant(unit.compilation.location(node.span));
  unit.temporaries(2, (items, item) => {
    unit.write(js`${items} = [];`);
    writeLoop(node, elements, unit, () => {
      unit.expression(node.body, item);
      unit.write(js`${items}.push(${item});`);
    });
    unit.write(js`${into} = run.list(${items}, ${site});`);
  });
}
