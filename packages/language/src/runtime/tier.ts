/**
 * A part of a program, which exists as closures and, once it has done enough work for that to pay,
 * as generated code. Which of the two runs makes no difference but in speed.
 */
export class Tier<Code> {
  private code: Code;
  private work = 0;
  private readonly enough: number;
  private generate: (() => Code | undefined) | undefined;

  /** `generate` makes the other form after `enough` work, and may find that there can be none. */
  constructor(closures: Code, enough = 0, generate?: () => Code | undefined) {
    this.code = closures;
    this.enough = enough;
    this.generate = generate;
  }

  /** The form to run for so much more work: elements of a loop, one for anything else. */
  codeFor(work: number): Code {
    if (this.generate !== undefined) {
      this.work += work;
      if (this.work >= this.enough) this.promote(this.generate);
    }
    return this.code;
  }

  private promote(generate: () => Code | undefined): void {
    this.generate = undefined;
    this.code = generate() ?? this.code;
  }
}
