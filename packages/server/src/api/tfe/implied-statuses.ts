import type { TfeRoute } from "./route.js";

/**
 * What a row answers without saying so: its tests are written once for all rows. 400 for a body or a
 * query that cannot be read, 401 without a token, 413 for a body beyond the limit of all JSON, 429 for
 * more requests in a second than one may send.
 */
export function impliedStatuses({ access, body }: TfeRoute): number[] {
  return [...(access === "open" ? [] : [400, 401]), ...(body === undefined ? [] : [413]), 429];
}
