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

export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && CONFLICTS.has(error.code ?? "");
}

/** Classes and codes of errors that say that the database cannot be used now. */
const UNAVAILABLE = /^(08|53|57P)/;

/**
 * An error that tells a lost or refused connection apart from a statement that is wrong. Whatever does
 * not come from the database itself comes from the way there.
 */
export function understoodError(error: unknown, place: string): unknown {
  const isStatement =
    error instanceof DatabaseError && !UNAVAILABLE.test(error.code ?? "") && !isRefusal(error);
  if (isStatement || error instanceof RangeError) return error;
  return new Unavailable(`${place} cannot be reached: ${reasonOf(error)}`, { cause: error });
}

/** A wrong password, user or database, which shows only when a connection is made. */
function isRefusal({ code }: DatabaseError): boolean {
  return code === "3D000" || (code?.startsWith("28") ?? false);
}

/** Several addresses of one name fail together, in an error without a text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
