import { type Call, type Content, type Operation, renderQuery } from "./call.js";
import { ApiError, ConnectionError } from "./errors.js";
import { operations } from "./generated/operations.js";
import type { ErrorDocument, ErrorEntry } from "./generated/schemas.js";

export interface ClientOptions {
  /** Where the server is, as in "http://127.0.0.1:8080". */
  readonly baseUrl: string;
  readonly token: string;
  /** How long to wait for an answer to anything but an upload; 30 seconds when absent. */
  readonly timeoutMs?: number;
  /** How long an upload may take; ten minutes when absent. */
  readonly uploadTimeoutMs?: number;
  /** In place of the host's own. */
  readonly fetch?: typeof fetch;
}

/** The operations of the API by resource, and what they have in common. */
export type Client = ReturnType<typeof operations> & {
  /** Uploads content through a signed link, as `links.upload` of a plan is one. No token is sent. */
  uploadTo(link: string, content: Content): Promise<void>;
};

const JSON_API = "application/vnd.api+json";
/** What errors call a signed link: its path is a secret, and errors end up in the logs of pipelines. */
const SIGNED_LINK = "a signed link";
const TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 600_000;

/**
 * A client of one server. Every operation rejects with an ApiError when the server refuses and with a
 * ConnectionError when there is no usable answer.
 */
export function createClient(options: ClientOptions): Client {
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const headers = { Authorization: `Bearer ${options.token}`, Accept: JSON_API };
  const call: Call = (operation) =>
    send(`${baseUrl}${operation.path}${renderQuery(operation.query)}`, operation, headers, options);
  return {
    ...operations(call),
    uploadTo: (link, content) =>
      send(link, { method: "PUT", path: SIGNED_LINK, content, answer: "nothing" }, {}, options),
  };
}

async function send<Result>(
  url: string,
  operation: Operation,
  headers: Readonly<Record<string, string>>,
  options: ClientOptions,
): Promise<Result> {
  const { timeoutMs = TIMEOUT_MS, uploadTimeoutMs = UPLOAD_TIMEOUT_MS } = options;
  const { method, path } = operation;
  const init = {
    method,
    ...payload(operation, headers),
    signal: AbortSignal.timeout(operation.content === undefined ? timeoutMs : uploadTimeoutMs),
  };
  try {
    const response = await (options.fetch ?? fetch)(url, init);
    if (!response.ok) throw await refusal({ method, path }, response);
    return (await read(response, operation.answer)) as Result;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ConnectionError(
      `${method} ${path}: no usable answer from ${new URL(url).origin}: ${reasonOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

function payload({ body, content }: Operation, headers: Readonly<Record<string, string>>) {
  if (content !== undefined) {
    // A stream has no length that could be announced; `duplex` says that it is sent while it comes.
    return {
      headers: { ...headers, "Content-Type": "application/octet-stream" },
      body: content,
      duplex: "half" as const,
    };
  }
  if (body === undefined) return { headers };
  return { headers: { ...headers, "Content-Type": JSON_API }, body: JSON.stringify(body) };
}

function read(response: Response, answer: Operation["answer"]): Promise<unknown> {
  switch (answer) {
    case "json":
      return response.json();
    case "text":
      return response.text();
    case "bytes":
      return response.arrayBuffer().then((buffer) => new Uint8Array(buffer));
    case "nothing":
      return response.arrayBuffer().then(() => undefined);
  }
}

async function refusal(
  request: Pick<Operation, "method" | "path">,
  response: Response,
): Promise<ApiError> {
  const text = await response.text();
  const requestId = response.headers.get("X-Request-Id");
  return new ApiError(request, response.status, entriesOf(response, text), requestId);
}

/** What a proxy in between says is no document of ours; its status has to do. */
function entriesOf(response: Response, text: string): readonly ErrorEntry[] {
  try {
    const { errors }: Partial<ErrorDocument> = JSON.parse(text);
    if (Array.isArray(errors)) return errors;
  } catch {
    // Not JSON.
  }
  return [{ status: String(response.status), title: response.statusText || "no reason given" }];
}

/** The host says "fetch failed"; why is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "it took too long";
  return error.cause instanceof Error ? error.cause.message : error.message;
}
