import type { Duration } from "../../domain/clock.js";
import type { ChangeIndex } from "../../domain/nomad-policies/nomad-policy.js";
import { parseGoDuration } from "./go-duration.js";
import { NomadError } from "./nomad-error.js";

/** What the query of a read can ask for. COMPAT (Nomad, HTTP API): parameters beyond these are ignored. */
export interface ReadQuery {
  /** The answer is to be given once its index is beyond this one; 0: at once. */
  readonly index: ChangeIndex;
  /** How long to wait for that at most; not positive: as long as is usual. */
  readonly wait: Duration;
  readonly isStale: boolean;
  /** Keeps those of a list whose names begin with it. */
  readonly prefix: string;
}

/** @throws NomadError */
export function readQuery(query: URLSearchParams): ReadQuery {
  const isStale = staleOf(query);
  refuseOddPerPage(query);
  return { isStale, prefix: query.get("prefix") ?? "", wait: waitOf(query), index: indexOf(query) };
}

/** COMPAT (Nomad, HTTP API): present, and empty or anything but 0. */
export function isPretty(query: URLSearchParams): boolean {
  const value = query.get("pretty");
  return value !== null && value !== "0";
}

const TRUE = ["1", "t", "T", "TRUE", "true", "True"];
const FALSE = ["0", "f", "F", "FALSE", "false", "False"];

function staleOf(query: URLSearchParams): boolean {
  const value = query.get("stale");
  if (value === null) return false;
  if (value === "" || TRUE.includes(value)) return true;
  if (FALSE.includes(value)) return false;
  throw new NomadError(400, "Expect `true` or `false` for `stale` query string parameter");
}

/** Lists have no pages, but a number is a number. */
function refuseOddPerPage(query: URLSearchParams): void {
  const value = query.get("per_page") ?? "";
  const isNumber =
    /^[+-]?\d+$/.test(value) && Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31;
  if (value !== "" && !isNumber)
    throw new NomadError(400, "Expect a number for `per_page` query string parameter");
}

function waitOf(query: URLSearchParams): Duration {
  const value = query.get("wait") ?? "";
  if (value === "") return 0;
  const duration = parseGoDuration(value);
  if (duration === null) throw new NomadError(400, "Invalid wait time");
  return duration;
}

/** An index beyond what JavaScript counts exactly lies beyond every one that there will be. */
function indexOf(query: URLSearchParams): ChangeIndex {
  const value = query.get("index") ?? "";
  if (value === "") return 0;
  if (!/^\d+$/.test(value) || BigInt(value) >= 2n ** 64n)
    throw new NomadError(400, "Invalid index");
  return Number(value);
}
