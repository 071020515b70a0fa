import { failAt } from "../messages/failure.js";
import type { LoopNode } from "../resolve/resolution.js";
import { Frame } from "../runtime/frame.js";
import { elementsOf } from "../runtime/iteration.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import { kindOf } from "../values/value.js";
import type { Compilation } from "./compilation.js";

/** What a loop or quantifier does with one element; returns whether to go on. */
export type Visit = (frame: Frame, key: Value, value: Value) => boolean;

/** Runs a body for each element of the collection that its node names. */
export type Iteration = (frame: Frame, visit: Visit) => Value;

/**
 * Compiles the part that loops and quantifiers share: evaluate the collection, then for each element
 * set the variables in the iteration's scope and visit it. Returns the collection.
 */
export function compileIteration(node: LoopNode, compilation: Compilation): Iteration {
  const layout = compilation.resolution.loops.get(node);
  if (layout === undefined) throw new Error("loop was not resolved");
  const { first, second, assigned, frameSize } = layout;
  const collection = compilation.expression(node.collection);
  const site = compilation.location(node.collection.span);
  const { variables } = node;
  const unknown = new UndefinedValue(
    compilation.location((variables.second ?? variables.first).span),
  );

  return (outer, visit) => {
    const container = collection(outer);
    const elements = elementsOf(container);
    // COMPAT (Loops; published test output): undefined and null are no empty collections.
    if (elements === undefined) return failAt(site, "unsupported-loop", kindOf(container));
    const { budget } = outer.unit.run;
    if (elements.isMap) budget.chargeScan(elements.length, site);
    const firstIsValue = second === undefined && !elements.isMap;
    for (let i = 0; i < elements.length; i++) {
      budget.step(site);
      const element = elements.value(i);
      if (element === undefined) continue;
      const value = element instanceof UndefinedValue ? withOrigin(element, unknown) : element;
      const key = elements.key(i);
      const frame = frameSize === undefined ? outer : new Frame(frameSize, outer, outer.unit);
      if (frameSize === undefined) for (const slot of assigned) frame.cells[slot] = undefined;
      frame.cells[first] = firstIsValue ? value : key;
      if (second !== undefined) frame.cells[second] = value;
      if (!visit(frame, key, value)) break;
    }
    return container;
  };
}
