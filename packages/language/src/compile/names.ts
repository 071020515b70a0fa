import { failAt } from "../messages/failure.js";
import { nearestName } from "../messages/nearest-name.js";
import type { Slot } from "../resolve/resolution.js";
import type { Cell, Code, Frame } from "../runtime/frame.js";
import { RuleValue } from "../runtime/rule-value.js";
import type { Location } from "../source/diagnostic.js";
import type { Identifier } from "../syntax/ast.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";
import { constant } from "./literals.js";

/** Reads what a variable's slot holds, or nothing if no variable of that name exists yet. */
export type CellReader = (frame: Frame) => Cell;

/** Compiles the use of a name for its value. */
export function compileName(node: Identifier, compilation: Compilation): Code {
  const slots = compilation.resolution.references.get(node)?.slots ?? [];
  const fallback = compileWithoutVariable(node, compilation);
  const [only, ...others] = slots;
  if (only === undefined) return fallback;
  // Only a variable that was assigned a rule can hold one; all others are spared the question.
  const holdsRule = compilation.resolution.ruleNames.has(node.name);
  if (!holdsRule && others.length === 0) return compileVariable(only, fallback);
  const read = readCell(slots);
  return (frame) => {
    const cell = read(frame);
    if (cell === undefined) return fallback(frame);
    return cell instanceof RuleValue ? cell.force() : cell;
  };
}

/** Reads a variable that can live in one place only and holds no rule, which most names mean. */
function compileVariable({ depth, index }: Slot, fallback: Code): Code {
  switch (depth) {
    case 0:
      return (frame) => {
        const cell = frame.cells[index];
        return cell === undefined ? fallback(frame) : (cell as Value);
      };
    case 1:
      return (frame) => {
        const cell = (frame.parent as Frame).cells[index];
        return cell === undefined ? fallback(frame) : (cell as Value);
      };
    default:
      return (frame) => {
        const cell = frameAbove(frame, depth).cells[index];
        return cell === undefined ? fallback(frame) : (cell as Value);
      };
  }
}

/** Compiles the use of a name for what its variable holds: a rule stays unevaluated. */
export function compileCell(node: Identifier, compilation: Compilation): CellReader {
  const slots = compilation.resolution.references.get(node)?.slots ?? [];
  const read = readCell(slots);
  const fallback = compileWithoutVariable(node, compilation);
  return (frame) => {
    const cell = read(frame);
    return cell === undefined ? fallback(frame) : cell;
  };
}

/** The first of the slots, from the inside out, that holds something. */
export function readCell(slots: readonly Slot[]): CellReader {
  const [only, ...others] = slots;
  if (only === undefined) return () => undefined;
  if (others.length === 0) return readSlot(only);
  const readers = slots.map(readSlot);
  return (frame) => {
    for (const read of readers) {
      const cell = read(frame);
      if (cell !== undefined) return cell;
    }
    return undefined;
  };
}

function readSlot({ depth, index }: Slot): CellReader {
  switch (depth) {
    case 0:
      return (frame) => frame.cells[index];
    case 1:
      return (frame) => frame.parent?.cells[index];
    default:
      return (frame) => frameAbove(frame, depth).cells[index];
  }
}

/** The frame so many levels up; the resolver counted them. */
export function frameAbove(frame: Frame, depth: number): Frame {
  let at = frame;
  for (let i = 0; i < depth; i++) at = at.parent as Frame;
  return at;
}

/** What a name means where no variable of that name exists. */
export function compileWithoutVariable(node: Identifier, compilation: Compilation): Code {
  const { name } = node;
  const site = compilation.location(node.span);
  const reference = compilation.resolution.references.get(node);
  const importIndex = reference?.importIndex;
  if (importIndex !== undefined) return (frame) => readBareImport(frame, importIndex, name, site);
  if (name === "undefined") return constant(new UndefinedValue(site));
  const { predeclared } = compilation;
  const value = predeclared.get(name);
  if (value !== undefined) return constant(value);
  const visibleNames = reference?.visibleNames;
  const unknown = new UndefinedValue(site);
  return (frame) => {
    const given = frame.unit.run.global(name, site);
    if (given instanceof UndefinedValue) return withOrigin(given, unknown);
    if (given !== undefined) return given;
    const candidates = [
      ...(visibleNames?.() ?? []),
      ...frame.unit.program.imports.map((request) => request.name),
      ...frame.unit.run.host.globals.keys(),
      ...predeclared.keys(),
    ];
    return failAt(site, "unknown-identifier", name, nearestName(name, candidates));
  };
}

/** An import is no value, but a static import stands for its data. */
function readBareImport(frame: Frame, index: number, name: string, site: Location): Value {
  const bound = frame.unit.imports[index];
  if (bound?.kind !== "static") return failAt(site, "import-not-a-value", name);
  return frame.unit.run.own(bound.value, site);
}
