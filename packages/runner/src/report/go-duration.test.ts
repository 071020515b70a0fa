import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseGoDuration, renderGoDuration } from "./go-duration.js";

// Typed from the documentation of Go's package time, but for the sample of published test output.
describe("durations in Go's notation", () => {
  it.each([
    [0, "0s"],
    [0.000001, "1ns"],
    [0.0011, "1.1µs"],
    [0.25, "250µs"],
    [3.568391, "3.568391ms"],
    [250, "250ms"],
    [1250, "1.25s"],
    [60_000, "1m0s"],
    [123_500, "2m3.5s"],
    [5_415_500, "1h30m15.5s"],
  ])("writes %d milliseconds as %s", (milliseconds, text) => {
    expect(renderGoDuration(milliseconds)).toBe(text);
  });

  it.each([
    ["100ms", 100],
    ["5m", 300_000],
    ["1h15m30.918s", 4_530_918],
    ["1.5h", 5_400_000],
    [".5s", 500],
    ["3us", 0.003],
  ])("reads %s", (text, milliseconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(milliseconds, 9);
  });

  it.each(["", "5", "0s", "-1s", "5 s", "1d", "s", "1..5s", "1m 30s"])(
    "does not read %j",
    (text) => {
      expect(parseGoDuration(text)).toBeUndefined();
    },
  );

  it("reads what it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e14 }), (nanoseconds) => {
        const read = parseGoDuration(renderGoDuration(nanoseconds / 1e6)) ?? 0;
        expect(Math.round(read * 1e6) / nanoseconds).toBeCloseTo(1, 9);
      }),
    );
  });
});
