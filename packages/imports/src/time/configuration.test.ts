import type { Value } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { currentMoment } from "./configuration.js";
import { time } from "./index.js";
import { clockOf, offsetSeconds } from "./moment.js";
import { timespace } from "./timespace.js";

function nowOf(config: Record<string, Value>, evaluatedAt = 0n) {
  return currentMoment({ evaluatedAt, config: new Map(Object.entries(config)) });
}

describe("the configuration of time", () => {
  it("shows the time in the zone that it names", () => {
    const now = timespace.of(nowOf({ timezone: "Australia/Brisbane" }));
    expect(now.get("zone_string")).toBe("+10:00");
    expect(now.get("hour")).toBe(10);
  });

  it.each([
    // Zone database: summer time of 2026 in New York starts on 8 March, in Lord Howe it is half an hour.
    ["America/New_York", "2026-03-08T06:59:59Z", -5 * 3600],
    ["America/New_York", "2026-03-08T07:00:00Z", -4 * 3600],
    ["Australia/Lord_Howe", "2026-01-01T00:00:00Z", 11 * 3600],
    ["Australia/Lord_Howe", "2026-07-01T00:00:00Z", 10.5 * 3600],
    ["Asia/Kathmandu", "2026-01-01T00:00:00Z", 5.75 * 3600],
    ["UTC", "2026-01-01T00:00:00Z", 0],
  ])("knows the offset of %s at %s", (timezone, fixed_time, offset) => {
    expect(offsetSeconds(nowOf({ timezone, fixed_time: Date.parse(fixed_time) / 1000 }))).toBe(
      offset,
    );
  });

  it("adds across the start of summer time", () => {
    const winter = nowOf({ timezone: "America/New_York", fixed_time: 1772953199 });
    expect(clockOf(winter).getUTCHours()).toBe(1);
    expect(
      clockOf({ ...winter, nanoseconds: winter.nanoseconds + 1_000_000_000n }).getUTCHours(),
    ).toBe(3);
  });

  it("takes a fixed time as seconds or text", () => {
    expect(nowOf({ fixed_time: 1500000000 }, 5n).nanoseconds).toBe(1_500_000_000_000_000_000n);
    expect(nowOf({ fixed_time: "2017-07-14T02:40:00Z" }).nanoseconds).toBe(
      1_500_000_000_000_000_000n,
    );
    expect(nowOf({}, 5n).nanoseconds).toBe(5n);
  });

  it.each([
    [{ timezone: "Mars/Olympus" }, /"timezone" .* must be a name .* and "Mars\/Olympus" is none/],
    [{ timezone: "+10:00" }, /and "\+10:00" is none/],
    [{ timezone: true }, /and that is none/],
    [{ fixed_time: "yesterday" }, /"fixed_time" .* must be a number of seconds/],
    [{ fixed_time: 1e300 }, /"fixed_time"/],
    [{ zone: "UTC" }, /no setting "zone"; it has "timezone" and "fixed_time"/],
  ])("refuses %o", (config, message) => {
    expect(() => nowOf(config)).toThrow(message);
  });

  it("stands still within one evaluation and moves on between two", () => {
    const first = time.open({ evaluatedAt: 1n });
    expect(first.get("now")).toBe(first.get("now"));
    expect(time.open({ evaluatedAt: 2n }).get("now")).not.toBe(first.get("now"));
  });
});
