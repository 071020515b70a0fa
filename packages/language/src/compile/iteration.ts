import { failAt } from "../messages/failure.js";
import type { LoopNode } from "../resolve/resolution.js";
import { Frame } from "../runtime/frame.js";
import { type Elements, elementsOf } from "../runtime/iteration.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import { kindOf } from "../values/value.js";
import type { Compilation, LoopCode } from "./compilation.js";

/** What a loop or quantifier does with one element; returns whether to go on. */
export type Visit = (frame: Frame, key: Value, value: Value) => boolean;

/** Runs a body for each element. */
export type Iteration = (frame: Frame, elements: Elements, visit: Visit) => void;

/** Compiles a loop or quantifier; `closures` is what it does with the elements of its collection. */
export function compileLoop<Result>(
  node: LoopNode,
  compilation: Compilation,
  closures: LoopCode<Result>,
): (frame: Frame) => Result {
  const collection = compilation.expression(node.collection);
  const open = opening(node, compilation);
  const loop = compilation.tier(closures, (generator) => generator.loop<Result>(node, compilation));
  return (frame) => {
    const container = collection(frame);
    const elements = open(container, frame);
    return loop.codeFor(elements.length)(frame, container, elements);
  };
}

/** The elements of a collection; fails where the value is none. */
export function opening(
  { collection }: LoopNode,
  compilation: Compilation,
): (container: Value, frame: Frame) => Elements {
  const site = compilation.location(collection.span);
  return (container, frame) => {
    const elements = elementsOf(container);
    // COMPAT (Loops; published test output): undefined and null are no empty collections.
    if (elements === undefined) return failAt(site, "unsupported-loop", kindOf(container));
    if (elements.isMap) frame.unit.run.budget.chargeScan(elements.length, site);
    return elements;
  };
}

/** An element that is not known is undefined from the loop on. */
export function bornInLoop({ variables }: LoopNode, compilation: Compilation): UndefinedValue {
  const { span } = variables.second ?? variables.first;
  return new UndefinedValue(compilation.location(span));
}

/** For each element: set the variables in the iteration's scope and visit it. */
export function compileIteration(node: LoopNode, compilation: Compilation): Iteration {
  const layout = compilation.resolution.loops.get(node);
  if (layout === undefined) throw new Error("loop was not resolved");
  const { first, second, assigned, frameSize } = layout;
  const site = compilation.location(node.collection.span);
  const unknown = bornInLoop(node, compilation);

  return (outer, elements, visit) => {
    const { budget } = outer.unit.run;
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
  };
}
