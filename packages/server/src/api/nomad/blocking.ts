import { type Duration, SECOND } from "../../domain/clock.js";

/** LIMIT (Nomad): how long a read waits for a change, where nothing else is asked for and at most. */
export const MAX_WAIT: Duration = 300 * SECOND;

/** COMPAT (Nomad): up to one part in so many is added, so that those who came together do not return together. */
const JITTER_PART = 16;

/**
 * How long a read that asks for `wait` is held.
 *
 * @param chance from 0 to 1, 1 not included
 */
export function waitTime(wait: Duration, chance: number): Duration {
  const clamped = wait <= 0 || wait > MAX_WAIT ? MAX_WAIT : wait;
  return clamped + (clamped / JITTER_PART) * chance;
}
