import type { Action } from "../runtime/frame.js";
import { PatternCache } from "../runtime/pattern-cache.js";
import type { Program } from "../runtime/program.js";
import { Tier } from "../runtime/tier.js";
import type { Location } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { Value } from "../values/value.js";
import { type LiteralAssignment, readLiteralFile } from "./literal-reader.js";
import { sequence } from "./statements.js";

/**
 * The program of a module that does nothing but assign literals to names; nothing if it does more, or
 * is wrong. It behaves as the one that `compile` makes, and is made several times faster.
 */
export function compileLiteralFile(
  source: SourceFile,
  predeclared: ReadonlyMap<string, Value>,
): Program | undefined {
  const assignments = readLiteralFile(source);
  if (assignments === undefined) return undefined;
  const slots = new Map<string, number>();
  for (const { name } of assignments) {
    if (predeclared.has(name) || name === "undefined") return undefined;
    if (!slots.has(name)) slots.set(name, slots.size);
  }
  const actions = assignments.map((assignment) =>
    assign(slots.get(assignment.name) ?? 0, assignment, source),
  );
  return {
    source,
    description: "",
    imports: [],
    params: [],
    mainSpan: undefined,
    frameSize: slots.size,
    slots,
    body: new Tier(sequence(actions)),
    patterns: new PatternCache(),
    levels: 1,
    points: [],
  };
}

/** The value is one for all evaluations, until one of them writes to it and starts again with copies. */
function assign(
  slot: number,
  { start, end, value, elements }: LiteralAssignment,
  file: SourceFile,
): Action {
  const site: Location = { file, span: { start, end } };
  return ({ cells, unit: { run } }) => {
    if (run.copying) {
      cells[slot] = run.copy(value, site);
    } else {
      run.budget.chargeElements(elements, site);
      cells[slot] = value;
    }
    return "next";
  };
}
