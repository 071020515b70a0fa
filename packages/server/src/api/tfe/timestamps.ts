import type { Instant } from "../../domain/clock.js";

/** COMPAT (Terraform API, timestamps): UTC with a literal Z; clients refuse an offset here. */
export function encodeTime(instant: Instant): string {
  return new Date(instant).toISOString();
}

export function encodeTimeOrNull(instant: Instant | null): string | null {
  return instant === null ? null : encodeTime(instant);
}

/** A moment as clients write it: RFC 3339, in UTC or with an offset. */
export const TIME_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export const TIME_RULE = "must be a time, as in 2030-01-31T12:00:00Z";

/** NaN for what has the form of a time and is none, such as the 40th of a month. */
export function decodeTime(text: string): Instant {
  return Date.parse(text);
}

/**
 * When each status was reached, under keys such as "policy-checked-at". COMPAT (Terraform API,
 * timestamps): here the time is in whole seconds with an offset; a status without a key is left out.
 */
export function encodeStatusTimes<Status extends string>(
  times: Partial<Record<Status, Instant>>,
  keys: Readonly<Partial<Record<Status, string>>>,
): Record<string, string> {
  const statuses = Object.keys(keys) as Status[];
  return Object.fromEntries(
    statuses.flatMap((status) => {
      const [key, instant] = [keys[status], times[status]];
      return key === undefined || instant === undefined ? [] : [[key, encodeStatusTime(instant)]];
    }),
  );
}

function encodeStatusTime(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+00:00`;
}
