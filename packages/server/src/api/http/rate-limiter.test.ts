import { describe, expect, it } from "vitest";
import { TestClock } from "../../../test/harness/test-server.js";
import { RateLimiter, rateLimitHeaders } from "./rate-limiter.js";

describe("the rate limiter", () => {
  it("allows so many requests in a second to each caller", () => {
    const clock = new TestClock();
    const limiter = new RateLimiter(2, clock);
    const exceeded = (caller: string) => limiter.take(caller).isExceeded;
    expect(["eve", "eve", "eve", "bob"].map(exceeded)).toEqual([false, false, true, false]);
    clock.advance(999);
    expect(exceeded("eve")).toBe(true);
    clock.advance(1);
    expect(exceeded("eve")).toBe(false);
  });

  it("says what is left, and for how long", () => {
    const clock = new TestClock();
    const limiter = new RateLimiter(2, clock);
    limiter.take("eve");
    clock.advance(250);
    expect(rateLimitHeaders(limiter.take("eve"))).toEqual({
      "X-RateLimit-Limit": "2",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": "0.750",
    });
    expect(limiter.take("eve").remaining).toBe(0);
  });

  it("begins anew when the clock was set back", () => {
    const clock = new TestClock();
    const limiter = new RateLimiter(1, clock);
    limiter.take("eve");
    clock.advance(-60_000);
    expect(limiter.take("eve")).toMatchObject({ isExceeded: false, resetIn: 1 });
  });

  it("counts those together who come after too many others", () => {
    const limiter = new RateLimiter(2, new TestClock(), 3);
    for (const caller of ["a", "b", "c"]) limiter.take(caller);
    expect(limiter.take("d").isExceeded).toBe(false);
    expect(limiter.take("e").isExceeded).toBe(false);
    expect(limiter.take("f").isExceeded).toBe(true);
    expect(limiter.take("a").isExceeded).toBe(false);
  });
});
