import type { Instant } from "../../domain/clock.js";

/** COMPAT (Terraform API, timestamps): UTC with a literal Z; clients refuse an offset here. */
export function encodeTime(instant: Instant): string {
  return new Date(instant).toISOString();
}

export function encodeTimeOrNull(instant: Instant | null): string | null {
  return instant === null ? null : encodeTime(instant);
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
