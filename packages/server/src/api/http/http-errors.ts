/** The request cannot be understood as HTTP, JSON or a query: 400 in every dialect. */
export class BadRequest extends Error {
  /** `parameter` names the query parameter at fault, if it is one. */
  constructor(
    message: string,
    readonly parameter: string | null = null,
  ) {
    super(message);
  }
}

/** No route answers this method at this address. */
export class UnknownAddress extends Error {}

/** The caller has sent more requests than he may in this second: 429 in every dialect. */
export class TooManyRequests extends Error {}
