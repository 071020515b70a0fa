import { DatabaseError } from "pg";
import { Unavailable } from "../../../domain/errors.js";

/**
 * What another transaction caused that came in between. The two violations are among them because the
 * state that a transaction sees may be older than what its writes run into; done again, it sees that
 * and can say what is wrong.
 *
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const CONFLICTS: ReadonlySet<string> = new Set([
  "40001", // serialization failure
  "40P01", // deadlock
  "23505", // unique violation
  "23503", // foreign key violation
]);

/** The connection had been lost before the transaction began: nothing has happened yet. */
export class LostBeforehand extends Unavailable {}

/** Whether a transaction that failed with this may succeed when it is done again. */
export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof LostBeforehand) return true;
  return error instanceof DatabaseError && CONFLICTS.has(error.code ?? "");
}

/** Whether only others at the same time were the reason. */
export function isContention(error: unknown): boolean {
  return error instanceof DatabaseError && ["40001", "40P01"].includes(error.code ?? "");
}

/** Classes and codes of errors by which the database says that it cannot be used now. */
const AWAY = /^(08|53|57P)/;

/**
 * The error, or Unavailable where it is about the connection and not about a statement. Whatever does
 * not come from the database itself comes from the way there.
 */
export function understoodError(error: unknown, place: string): unknown {
  const isStatement = error instanceof DatabaseError && !AWAY.test(error.code ?? "");
  return isStatement || error instanceof RangeError ? error : unavailable(error, place);
}

export function unavailable(error: unknown, place: string): Unavailable {
  return new Unavailable(`${place} cannot be reached: ${reasonOf(error)}`, { cause: error });
}

/** Several addresses of one name fail together, in an error without a text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
