import { bornInLoop } from "../compile/iteration.js";
import type { LoopNode } from "../resolve/resolution.js";
import { type Fragment, js } from "./fragment.js";
import type { Unit } from "./unit.js";

/** An element as the code of a loop's body sees it. */
export interface Element {
  readonly elements: Fragment;
  readonly index: Fragment;
  readonly value: Fragment;
}

/** A loop over elements that are at hand; `body` writes what is done with each. */
export function writeLoop(
  node: LoopNode,
  elements: Fragment,
  unit: Unit,
  body: (element: Element) => void,
): void {
  const { compilation } = unit;
  const layout = compilation.resolution.loops.get(node);
  if (layout === undefined) throw new Error("loop was not resolved");
  const { first, second, assigned, frameSize } = layout;
  const site = unit.constant(compilation.location(node.collection.span));
  const unknown = unit.constant(bornInLoop(node, compilation));
  unit.temporaries(3, (index, length, value) => {
    const whole = (): void => {
      const given = second === undefined ? [first] : [first, second];
      const key = js`${elements}.key(${index})`;
      const only = js`${elements}.isMap ? ${key} : ${value}`;
      unit.write(
        js`${unit.slot({ depth: 0, index: first })} = ${second === undefined ? only : key};`,
      );
      if (second !== undefined)
        unit.write(js`${unit.slot({ depth: 0, index: second })} = ${value};`);
      unit.variables.withCertain(given, () => body({ elements, index, value }));
    };
    unit.write(js`${length} = ${elements}.length;`);
    unit.block(js`for (${index} = 0; ${index} < ${length}; ${index}++)`, () => {
      unit.write(js`budget.step(${site});`);
      unit.write(js`${value} = ${elements}.value(${index});`);
      unit.write(js`if (${value} === undefined) continue;`);
      unit.write(
        js`if (${value} instanceof UndefinedValue) ${value} = withOrigin(${value}, ${unknown});`,
      );
      if (frameSize === undefined) {
        unit.variables.makeLocals([first, ...(second === undefined ? [] : [second]), ...assigned]);
        for (const slot of assigned)
          unit.write(js`${unit.slot({ depth: 0, index: slot })} = undefined;`);
        whole();
        return;
      }
      const outer = unit.frame;
      unit.variables.withFrame((frame) => {
        unit.write(js`${frame} = new Frame(${frameSize}, ${outer}, frame.unit);`);
        whole();
      });
    });
  });
}
