import type { Generator } from "./compilation.js";

/**
 * What runs a program. The result is the same; the two differ in speed alone.
 *
 * - `auto`: closures, and generated JavaScript for what has done some work, where the host allows it;
 * - `closures`: closures alone, which need no permission to make code from text;
 * - `generated`: generated JavaScript from the first evaluation on, where the host allows it.
 */
export type Engine = "auto" | "closures" | "generated";

/** Which parts of a program become generated code, and by what: none without a generator. */
export interface Tiers {
  readonly generator: Generator | undefined;
  /** The work after which a part is worth it; see `Tier`. */
  readonly enough: number;
}

/**
 * Elements of a loop, or calls of a function, from which on generated code pays for being made; see
 * docs/decisions.
 */
const ENOUGH_WORK = 300;

export function tiersOf(
  engine: Engine,
  generator: Generator | undefined,
  enoughWork = ENOUGH_WORK,
): Tiers {
  if (engine === "closures") return { generator: undefined, enough: 0 };
  return { generator, enough: engine === "generated" ? 0 : enoughWork };
}
