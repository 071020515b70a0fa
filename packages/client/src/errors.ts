import type { ErrorEntry } from "./generated/schemas.js";

/** The server refused: its status, and everything it says about it. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly request: { readonly method: string; readonly path: string },
    readonly status: number,
    readonly entries: readonly ErrorEntry[],
    /** Under which the server has logged the request. */
    readonly requestId: string | null,
  ) {
    super(`${request.method} ${request.path}: ${status}: ${entries.map(describe).join("; ")}`);
  }
}

/** There was no usable answer: nobody was there, it took too long, or it could not be read. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

function describe({ title, detail, source }: ErrorEntry): string {
  const place = source?.pointer ?? source?.parameter;
  return `${detail ?? title}${place === undefined ? "" : ` (${place})`}`;
}
