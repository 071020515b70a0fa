interface TurnLimits {
  /** How many may have a turn at the same time. */
  readonly atOnce: number;
  /** How many may wait for one. */
  readonly waiting: number;
  /** What whoever comes beyond them is told. */
  refuse(): Error;
}

/** Lets some go on at the same time and others wait, first come, first served. */
export class Turns {
  private readonly queue: (() => void)[] = [];
  private taken = 0;

  constructor(private readonly limits: TurnLimits) {}

  /**
   * Does something when its turn has come. Rejects with the reason of the signal if that is aborted before,
   * and when too many wait already.
   */
  async during<Result>(signal: AbortSignal, act: () => Promise<Result>): Promise<Result> {
    await this.take(signal);
    try {
      signal.throwIfAborted();
      return await act();
    } finally {
      this.give();
    }
  }

  /** The turn is taken before this returns, so that nobody comes between. */
  private take(signal: AbortSignal): Promise<void> {
    if (this.taken < this.limits.atOnce) {
      this.taken++;
      return Promise.resolve();
    }
    if (this.queue.length >= this.limits.waiting) return Promise.reject(this.limits.refuse());
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.queue.splice(this.queue.indexOf(take), 1);
        reject(signal.reason);
      };
      const take = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      this.queue.push(take);
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  /** Whoever has waited longest gets it. */
  private give(): void {
    const next = this.queue.shift();
    if (next === undefined) this.taken--;
    else next();
  }
}
