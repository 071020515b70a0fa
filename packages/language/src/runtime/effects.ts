/**
 * What an evaluation did outside of itself. One that starts again (see `Region`) comes by the same
 * places in the same order, so it is given what the first attempt got instead of doing it twice.
 */
export class Effects {
  private readonly results: unknown[] = [];
  private position = 0;

  /** Does what has an effect, or hands out what came of it the first time. */
  once<Result>(effect: () => Result): Result {
    if (this.position === this.results.length) this.results.push(effect());
    return this.results[this.position++] as Result;
  }

  startAgain(): void {
    this.position = 0;
  }
}
