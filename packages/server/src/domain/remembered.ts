import type { Revision, Store } from "./store.js";

interface Limits<Value> {
  /** In the unit of `sizeOf`; before it is exceeded, everything is forgotten. */
  readonly limit: number;
  readonly sizeOf: (value: Value, key: string) => number;
}

/**
 * Values that were made of what the store holds, for as long as nothing in the store changes.
 *
 * INVARIANT: a value is found at the revision of which it was made, and at no other. It is kept only when
 * the revision after it was made is still the one before, so that all that was read for it in between was
 * one state. Values that depend on anything else do not belong here.
 */
export class Remembered<Value> {
  private revision: Revision | null = null;
  private readonly values = new Map<string, Value>();
  private size = 0;

  constructor(
    private readonly store: Pick<Store, "revision">,
    private readonly limits: Limits<Value>,
  ) {}

  find(at: Revision | null, key: string): Value | undefined {
    return at !== null && at === this.revision ? this.values.get(key) : undefined;
  }

  /** Remembers a value for which nothing was read before the revision `before`. Never fails. */
  async keep(before: Revision | null, key: string, value: Value): Promise<void> {
    if (before === null) return;
    const now = await this.store.revision().catch(() => null);
    if (now !== before) return;
    const { limit, sizeOf } = this.limits;
    const size = sizeOf(value, key);
    if (this.revision !== now || this.size + size > limit) this.forget(now);
    if (size > limit || this.values.has(key)) return;
    this.values.set(key, value);
    this.size += size;
  }

  private forget(revision: Revision): void {
    this.revision = revision;
    this.values.clear();
    this.size = 0;
  }
}
