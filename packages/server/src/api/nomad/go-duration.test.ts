import { describe, expect, it } from "vitest";
import { parseGoDuration } from "./go-duration.js";

describe("Go's durations", () => {
  // From the documentation of Go's time.ParseDuration, and its own tests.
  it.each([
    ["0", 0],
    ["-0", 0],
    ["5s", 5_000],
    ["30s", 30_000],
    ["1478s", 1_478_000],
    ["-5s", -5_000],
    ["+5s", 5_000],
    ["5.0s", 5_000],
    ["5.6s", 5_600],
    ["5.s", 5_000],
    [".5s", 500],
    ["1.004s", 1_004],
    ["10ns", 1e-5],
    ["11us", 0.011],
    ["12µs", 0.012],
    ["12μs", 0.012],
    ["13ms", 13],
    ["3h30m", 12_600_000],
    ["-2m3.4s", -123_400],
    ["1h2m3s4ms5us6ns", 3_723_004.005006],
    ["1h2m", 3_720_000],
  ])("%s", (text, milliseconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(milliseconds, 9);
  });

  it.each([
    "",
    "3",
    "-",
    "s",
    ".",
    "-.",
    ".s",
    "+.s",
    "10",
    "1d",
    " 1s",
    "1s ",
    "1e3s",
    "1h 2m",
    "9223372036855s",
  ])('not "%s"', (text) => {
    expect(parseGoDuration(text)).toBeNull();
  });
});
