/** Admits one holder at a time, the others in the order in which they came. */
export class FairMutex {
  private isHeld = false;
  private readonly waiting: (() => void)[] = [];

  async acquire(): Promise<void> {
    if (this.isHeld) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      return;
    }
    this.isHeld = true;
  }

  /** Hands over to the next in line without ever being free in between. */
  release(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.isHeld = false;
    else next();
  }
}
