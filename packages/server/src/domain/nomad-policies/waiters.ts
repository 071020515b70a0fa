import { DomainError } from "../errors.js";

/** LIMIT: those who wait in one process; each costs a connection and some kilobytes. */
export const WAITER_LIMIT = 20_000;

export class TooManyWaiting extends DomainError {
  constructor(limit: number) {
    super(`more than ${limit} requests wait for a change: try again later`);
  }
}

/** Somebody's wait. `change` becomes null when `end` is called before it is over. */
export interface Waiting<News> {
  readonly change: Promise<News | null>;
  end(): void;
}

interface Waiter<News> {
  isAwaited(news: News): boolean;
  resolve(news: News | null): void;
}

/** Those who wait for news, each for some of it. */
export class Waiters<News> {
  private readonly waiting = new Set<Waiter<News>>();

  constructor(private readonly limit = WAITER_LIMIT) {}

  get size(): number {
    return this.waiting.size;
  }

  /**
   * @param known news from before, which may be awaited
   * @throws TooManyWaiting
   */
  add(isAwaited: (news: News) => boolean, known: News | null): Waiting<News> {
    if (known !== null && isAwaited(known))
      return { change: Promise.resolve(known), end: () => {} };
    if (this.waiting.size >= this.limit) throw new TooManyWaiting(this.limit);
    let end = () => {};
    const change = new Promise<News | null>((resolve) => {
      const waiter = { isAwaited, resolve };
      this.waiting.add(waiter);
      end = () => this.release(waiter, null);
    });
    return { change, end };
  }

  /** Lets those go who waited for it. */
  tell(news: News): void {
    for (const waiter of this.waiting) if (waiter.isAwaited(news)) this.release(waiter, news);
  }

  endAll(): void {
    for (const waiter of this.waiting) this.release(waiter, null);
  }

  private release(waiter: Waiter<News>, news: News | null): void {
    if (this.waiting.delete(waiter)) waiter.resolve(news);
  }
}
