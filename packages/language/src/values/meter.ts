import type { Location } from "../source/diagnostic.js";

/** Measures operations that walk whole values: where they stand in the policy and what they cost. */
export interface Meter {
  readonly site: Location;
  /** Charges the policy's budget; one for each element or a few dozen bytes. */
  charge(work: number): void;
}
