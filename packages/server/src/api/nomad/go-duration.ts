import type { Duration } from "../../domain/clock.js";

/** The units of a duration, in milliseconds. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

const PART = /^(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/;

/** The longest duration that Go knows: 2^63 - 1 nanoseconds. */
const LONGEST: Duration = 2 ** 63 / 1e6;

/** A duration as Go's `time.ParseDuration` reads it, as in "1h2m" or "100ms"; null when it is none. */
export function parseGoDuration(text: string): Duration | null {
  const [, sign = "", amount = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (amount === "0") return 0;
  if (amount === "") return null;
  let milliseconds = 0;
  for (let rest = amount; rest !== ""; ) {
    const [part, number, unit] = PART.exec(rest) ?? [];
    if (part === undefined || number === undefined || unit === undefined) return null;
    milliseconds += Number(number) * (UNITS[unit] ?? 0);
    rest = rest.slice(part.length);
  }
  if (milliseconds >= LONGEST) return null;
  return sign === "-" ? -milliseconds : milliseconds;
}
