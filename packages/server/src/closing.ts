/** What was opened, to be closed in the opposite order, all of it whatever happens on the way. */
export class Closing {
  private readonly steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.steps.unshift(step);
  }

  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.steps.splice(0)) {
      await step().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw new AggregateError(errors, "the server did not stop cleanly");
  }
}
