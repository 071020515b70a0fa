import type { Program } from "@portcullis/language";
import type { ProgramCache } from "../../program-cache.js";

/** How often a case passed each point of one file's program. */
export interface FileHits {
  readonly path: string;
  readonly counts: readonly number[];
}

/** What one case counts, by program. */
export class CaseCounters {
  private readonly programs: ProgramCache;
  private readonly counters = new Map<Program, Uint32Array>();

  constructor(programs: ProgramCache) {
    this.programs = programs;
  }

  readonly countersOf = (program: Program): Uint32Array => {
    const known = this.counters.get(program);
    const counters = known ?? new Uint32Array(program.points.length);
    if (known === undefined) this.counters.set(program, counters);
    return counters;
  };

  hits(): FileHits[] {
    return [...this.counters].flatMap(([program, counters]) => {
      const path = this.programs.pathOf(program);
      return path === undefined ? [] : [{ path, counts: [...counters] }];
    });
  }
}
