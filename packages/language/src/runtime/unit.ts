import type { Value } from "../values/value.js";
import { Frame } from "./frame.js";
import type { Namespace } from "./host.js";
import type { Program } from "./program.js";
import type { Run } from "./run.js";

/** What the name of an import stands for in one evaluation. */
export type BoundImport =
  | { readonly kind: "namespace"; readonly namespace: Namespace }
  | { readonly kind: "module"; readonly unit: Unit }
  | { readonly kind: "static"; readonly value: Value };

export type UnitRole = "policy" | "module";

/** A policy or module within one evaluation: its variables and what its imports stand for. */
export class Unit {
  readonly run: Run;
  readonly program: Program;
  readonly role: UnitRole;
  readonly frame: Frame;
  /** In the order of the program's imports. */
  readonly imports: BoundImport[] = [];
  /** One for each point of the program. */
  readonly counters: Uint32Array;
  /** Whether the file's statements have not all run yet. */
  isSettingUp = true;

  constructor(run: Run, program: Program, role: UnitRole) {
    this.run = run;
    this.program = program;
    this.role = role;
    this.counters = countersFor(run, program);
    this.frame = new Frame(program.frameSize, undefined, this);
  }
}

const NO_COUNTERS = new Uint32Array(0);

function countersFor({ host }: Run, program: Program): Uint32Array {
  if (program.points.length === 0) return NO_COUNTERS;
  return host.countersOf?.(program) ?? new Uint32Array(program.points.length);
}
