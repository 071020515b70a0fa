/** Where a time is shown: how many seconds its clocks are ahead of UTC. */
export interface Zone {
  /** Seconds east of UTC at an instant, given in seconds since the Unix epoch. */
  offsetAt(unixSeconds: number): number;
}

export const utc: Zone = fixedZone(0);

export function fixedZone(offsetSeconds: number): Zone {
  return { offsetAt: () => offsetSeconds };
}

/** No zone had standard time yet; before it, each keeps its local mean time. */
const beforeStandardTime = Date.UTC(1800, 0, 1);

/**
 * A zone of the IANA database, `Australia/Brisbane`; `undefined` if there is none of that name. The
 * database is the JavaScript engine's own.
 */
export function findZone(name: string): Zone | undefined {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name)) return undefined;
  const clock = findClock(name);
  return clock && { offsetAt: (unixSeconds) => offsetOf(clock, unixSeconds) };
}

function findClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What the zone's clock shows, read as if it were UTC, less the instant. */
function offsetOf(clock: Intl.DateTimeFormat, unixSeconds: number): number {
  const instant = Math.max(unixSeconds * 1000, beforeStandardTime);
  const shown = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  const field = (type: Intl.DateTimeFormatPartTypes): number => Number(shown.get(type));
  const local = Date.UTC(
    field("year"),
    field("month") - 1,
    field("day"),
    field("hour"),
    field("minute"),
    field("second"),
  );
  return (local - instant) / 1000;
}
