import {
  Conflict,
  Forbidden,
  Invalid,
  NotAuthenticated,
  NotFound,
  NotPermitted,
  OutOfDate,
  TooLarge,
  Unavailable,
  Unsupported,
} from "../../domain/errors.js";
import { BadRequest, TooManyRequests, UnknownAddress } from "../http/http-errors.js";
import type { HttpReply } from "../http/route.js";
import { domainProblem, type ErrorEntry, identityProblems } from "./problems.js";
import type { TSchema } from "./schemas.js";

/** The body of a request does not fit its schema. */
export class InvalidDocument extends Error {
  constructor(readonly entries: readonly ErrorEntry[]) {
    super("the document does not fit its schema");
  }
}

/**
 * For an address that names what `data.id` must repeat in other words than by its id.
 *
 * @throws InvalidDocument when the body states another id
 */
export function requireIdentity(body: unknown, id: string): void {
  const entries = identityProblems(body, id);
  if (entries.length > 0) throw new InvalidDocument(entries);
}

/**
 * The one table from errors to error documents. COMPAT (Terraform API, error documents): what is
 * missing and what is forbidden look the same.
 */
export function renderTfeError(error: unknown, body: TSchema | undefined): HttpReply {
  if (error instanceof InvalidDocument) return errorReply(422, error.entries);
  if (error instanceof Invalid) {
    return errorReply(
      422,
      error.problems.map((problem) => domainProblem(problem, body)),
    );
  }
  if (
    error instanceof NotFound ||
    error instanceof NotPermitted ||
    error instanceof UnknownAddress
  ) {
    return single(404, "not found");
  }
  if (error instanceof NotAuthenticated) return single(401, "unauthorized");
  if (error instanceof Forbidden) return single(403, "forbidden", error.message);
  if (error instanceof Conflict) return single(409, "transition not allowed", error.message);
  // COMPAT (support articles of the vendor on uploading states): this title.
  if (error instanceof OutOfDate) return single(412, "Precondition Failed", error.message);
  if (error instanceof Unsupported) return single(422, "unprocessable entity", error.message);
  if (error instanceof TooLarge) return single(413, "payload too large", error.message);
  // COMPAT (Terraform API, rate limits): this text, and a status that is no number.
  if (error instanceof TooManyRequests) {
    return single(429, "Too many requests", "You have exceeded the API's rate limit.");
  }
  if (error instanceof BadRequest) {
    const source = error.parameter === null ? {} : { source: { parameter: error.parameter } };
    return errorReply(400, [
      { status: "400", title: "bad request", detail: error.message, ...source },
    ]);
  }
  // What it says of the way to the database, or of others who wait, is for the log alone.
  if (error instanceof Unavailable) {
    return single(503, "service unavailable", "this is not possible at the moment: try again");
  }
  return single(500, "internal server error", "the log of the server says more");
}

function single(status: number, title: string, detail?: string): HttpReply {
  const entry = { status: String(status), title, ...(detail === undefined ? {} : { detail }) };
  return errorReply(status, [entry]);
}

function errorReply(status: number, errors: readonly ErrorEntry[]): HttpReply {
  return {
    status,
    headers: { "Content-Type": JSON_API },
    body: JSON.stringify({ errors }),
  };
}

export const JSON_API = "application/vnd.api+json";
