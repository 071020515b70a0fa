/**
 * Lets those who ask at the same time share one read, so that any number of them costs a few. Each is given
 * what was read after he asked.
 */
export class SharedReads<Value> {
  private current: Promise<Value> | null = null;
  private next: Promise<Value> | null = null;

  constructor(private readonly readOnce: () => Promise<Value>) {}

  /**
   * One read at a time. Whoever comes while one is in progress waits for the one after it: what he must
   * see may have been committed after the first began.
   */
  read(): Promise<Value> {
    if (this.current === null) {
      this.current = this.readOnce().finally(() => {
        this.current = null;
      });
      return this.current;
    }
    this.next ??= this.current
      .catch(() => {})
      .then(() => {
        this.next = null;
        return this.read();
      });
    return this.next;
  }
}
