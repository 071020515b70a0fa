import type { Location } from "../source/diagnostic.js";

/** Measures operations that walk whole values: where they stand in the policy and what they cost. */
export interface Meter {
  readonly site: Location;
  /** Charges the policy's budget; one for each element. */
  charge(work: number): void;
  /** Charges for looking at all bytes of a string, or at all keys of a map. */
  chargeScan(size: number): void;
  /** Charges a string of this many bytes before it is made. */
  chargeText(bytes: number): void;
}
