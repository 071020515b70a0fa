import type { Location } from "../source/diagnostic.js";
import type { Value } from "../values/value.js";
import { weights } from "./limits.js";
import type { RuleValue } from "./rule-value.js";
import type { Unit } from "./unit.js";

/** What a variable's slot holds; nothing as long as the variable does not exist. */
export type Cell = Value | RuleValue | undefined;

/** The variables of one activation: of a file, a function call, or an iteration with closures. */
export class Frame {
  readonly cells: Cell[];
  readonly parent: Frame | undefined;
  readonly unit: Unit;
  private isKept = false;

  constructor(size: number, parent: Frame | undefined, unit: Unit) {
    this.cells = emptyCells(size);
    this.parent = parent;
    this.unit = unit;
  }

  /** A function or rule that is made here keeps this frame, and those around it, alive. */
  keep(site: Location): void {
    for (let at: Frame | undefined = this; at !== undefined && !at.isKept; at = at.parent) {
      at.isKept = true;
      this.unit.run.budget.chargeElements(at.cells.length + weights.frame, site);
    }
  }
}

/** Literals make a small array several times faster than a constructor with a length. */
function emptyCells(size: number): Cell[] {
  switch (size) {
    case 0:
      return [];
    case 1:
      return [undefined];
    case 2:
      return [undefined, undefined];
    case 3:
      return [undefined, undefined, undefined];
    default:
      return new Array<Cell>(size).fill(undefined);
  }
}

/** Compiled expression. */
export type Code = (frame: Frame) => Value;

/** How a statement ended. */
export type Completion = "next" | "break" | "continue" | "return";

/** Compiled statement; the value of a `return` is left in `Run.returned`. */
export type Action = (frame: Frame) => Completion;
