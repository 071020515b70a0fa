/** What can be uploaded. */
export type Content = string | Uint8Array | Blob | ReadableStream<Uint8Array>;

/** A parameter of a query: one value, a list, or values by name as in `page[size]`, at any depth. */
export type QueryValue =
  | string
  | number
  | readonly string[]
  | { readonly [name: string]: QueryValue | undefined };

/** One request, as the generated operations describe it. */
export interface Operation {
  readonly method: string;
  /** From the root of the server. */
  readonly path: string;
  readonly query?: { readonly [name: string]: QueryValue | undefined } | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly content?: Content;
  /** What a success comes with. */
  readonly answer: "json" | "text" | "bytes" | "nothing";
}

export type Call = <Result>(operation: Operation) => Promise<Result>;

/** The query with its question mark; nothing when no parameter has a value. */
export function renderQuery(query: Operation["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) setParameter(parameters, name, value);
  return parameters.size === 0 ? "" : `?${parameters}`;
}

function setParameter(
  parameters: URLSearchParams,
  name: string,
  value: QueryValue | undefined,
): void {
  if (value === undefined) return;
  if (typeof value !== "object") parameters.set(name, String(value));
  else if (isList(value)) parameters.set(name, value.join(","));
  else {
    for (const [inner, each] of Object.entries(value)) {
      setParameter(parameters, `${name}[${inner}]`, each);
    }
  }
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}
