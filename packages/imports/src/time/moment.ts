import { fixedZone, utc, type Zone } from "./zone.js";

/** A point in time, and the zone in which it is shown. */
export interface Moment {
  /** Since the Unix epoch. */
  readonly nanoseconds: bigint;
  readonly zone: Zone;
}

const nanosecondsPerSecond = 1_000_000_000n;

/** LIMIT: seconds from the epoch in both directions, about 270,000 years; JavaScript's dates end there. */
const MAX_UNIX_SECONDS = 8_640_000_000_000n - 86_400n;

/** Whether a time is one that can be shown. */
export function isInRange(nanoseconds: bigint): boolean {
  const limit = MAX_UNIX_SECONDS * nanosecondsPerSecond;
  return nanoseconds >= -limit && nanoseconds <= limit;
}

/** Whole seconds since the epoch, rounded down. */
export function unixSeconds({ nanoseconds }: Moment): bigint {
  const seconds = nanoseconds / nanosecondsPerSecond;
  return nanoseconds % nanosecondsPerSecond < 0n ? seconds - 1n : seconds;
}

/** Seconds that the moment's clock is ahead of UTC. */
export function offsetSeconds(moment: Moment): number {
  return moment.zone.offsetAt(Number(unixSeconds(moment)));
}

/** What a clock of the moment's zone shows, as the UTC fields of a date. */
export function clockOf(moment: Moment): Date {
  return new Date((Number(unixSeconds(moment)) + offsetSeconds(moment)) * 1000);
}

/** The moment so many seconds after the epoch; a fraction is kept to the nanosecond. */
export function momentOfUnix(seconds: number | bigint, zone: Zone): Moment | undefined {
  if (typeof seconds === "number" && !Number.isFinite(seconds)) return undefined;
  const whole = typeof seconds === "bigint" ? seconds : Math.floor(seconds);
  const fraction = typeof seconds === "bigint" ? 0 : seconds - Math.floor(seconds);
  const nanoseconds =
    BigInt(whole) * nanosecondsPerSecond + BigInt(Math.round(fraction * 1_000_000_000));
  return isInRange(nanoseconds) ? { nanoseconds, zone } : undefined;
}

const rfc3339 =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** The moment that a text of RFC 3339 names, in the offset that it has; `undefined` for any other. */
export function parseRfc3339(text: string): Moment | undefined {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Clock;
  const [, , , , , , , fraction = "", sign, offsetHours, offsetMinutes] = match;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  const isOffset = Number(offsetHours ?? 0) <= 24 && Number(offsetMinutes ?? 0) < 60;
  if (!isReal || minute > 59 || second > 59 || !isOffset) return undefined;
  const size = Number(offsetHours ?? 0) * 3600 + Number(offsetMinutes ?? 0) * 60;
  const offset = sign === "-" ? -size : size;
  const unix = BigInt(date.getTime() / 1000 - offset);
  const nanoseconds = unix * nanosecondsPerSecond + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return { nanoseconds, zone: offset === 0 ? utc : fixedZone(offset) };
}

type Clock = [number, number, number, number, number, number];
