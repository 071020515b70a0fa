import { ArchiveError } from "./archive-error.js";
import { mebibytes } from "./entry-gate.js";
import { type ArchiveLimits, RATIO_FREE_BYTES } from "./limits.js";

/** Counts what an archive inflates to, and ends the reading when that is too much. */
export class ByteMeter {
  private readonly limits: ArchiveLimits;
  private packed = 0;
  private inflated = 0;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
  }

  addPacked(bytes: number): void {
    this.packed += bytes;
  }

  addInflated(bytes: number): void {
    this.inflated += bytes;
    const { totalBytes, ratio } = this.limits;
    if (this.inflated > totalBytes)
      throw new ArchiveError(
        `the archive inflates to more than ${mebibytes(totalBytes)}; pack only what is needed`,
      );
    if (this.inflated > RATIO_FREE_BYTES && this.inflated > ratio * this.packed)
      throw new ArchiveError(
        `the archive inflates to more than ${ratio} times its size, which no source text does; look for a file of repeated bytes`,
      );
  }
}
