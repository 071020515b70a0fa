import { type Clock, type Instant, SECOND } from "../../domain/clock.js";

/** How many requests somebody has left, and until when. */
export interface Allowance {
  /** Requests in each second. */
  readonly limit: number;
  /** Not negative; 0 also for the last request that is allowed. */
  readonly remaining: number;
  /** Seconds until all of them are there again. */
  readonly resetIn: number;
  readonly isExceeded: boolean;
}

/**
 * LIMIT: callers that are counted apart in one second; those beyond are counted together, so that a
 * flood from many addresses takes no more memory.
 */
export const CALLER_LIMIT = 10_000;

const EVERYBODY_ELSE = "";

/** Counts the requests of each caller in every second, for this process alone. */
export class RateLimiter {
  private windowStart: Instant = Number.NEGATIVE_INFINITY;
  private readonly counts = new Map<string, number>();

  /** `limit` is the number of requests that a caller may send in one second, at least 1. */
  constructor(
    private readonly limit: number,
    private readonly clock: Clock,
    private readonly callerLimit = CALLER_LIMIT,
  ) {}

  /** Counts one request of a caller. */
  take(caller: string): Allowance {
    const now = this.clock.now();
    const age = now - this.windowStart;
    // A clock that was set back begins a new second, too.
    if (age >= SECOND || age < 0) {
      this.counts.clear();
      this.windowStart = now;
    }
    const isCountedApart = this.counts.has(caller) || this.counts.size < this.callerLimit;
    const counted = isCountedApart ? caller : EVERYBODY_ELSE;
    const count = (this.counts.get(counted) ?? 0) + 1;
    this.counts.set(counted, count);
    return {
      limit: this.limit,
      remaining: Math.max(0, this.limit - count),
      resetIn: (this.windowStart + SECOND - now) / SECOND,
      isExceeded: count > this.limit,
    };
  }
}

/** COMPAT (Terraform API, rate limits): plain numbers; a client ends at one that it cannot parse. */
export function rateLimitHeaders({ limit, remaining, resetIn }: Allowance): Record<string, string> {
  return {
    "X-RateLimit-Limit": String(limit),
    "X-RateLimit-Remaining": String(remaining),
    "X-RateLimit-Reset": resetIn.toFixed(3),
  };
}
