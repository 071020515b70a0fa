import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { rootCertificates } from "node:tls";
import { hostOf, withoutCredentials } from "./allow-list.js";
import { explainFailure } from "./explain-failure.js";
import { type HttpOptions, type HttpRequest, redirected, wireHeaders } from "./http-request.js";
import { MAX_REDIRECTS } from "./limits.js";
import { OutboundError } from "./outbound-error.js";
import { guardedLookup, systemResolver } from "./resolve-host.js";

/** What came back after the last redirect. */
export interface HttpResponse {
  readonly status: number;
  /** By their names in lower case; values of a name that was repeated are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Can be read once; reading it ends with `OutboundError` at the limits of size and time. */
  readonly body: AsyncIterable<Uint8Array>;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a request and follows its redirects. Each hop is checked as the first: its host by the
 * allow-list, and the addresses it resolves to when the socket connects. No proxy and no
 * environment is consulted. The body must be read, or the response abandoned by the time limit.
 * Throws `OutboundError`.
 */
export async function send(request: HttpRequest, options: HttpOptions): Promise<HttpResponse> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), options.timeout);
  let current = request;
  try {
    for (let hops = 0; ; hops++) {
      const url = options.allow.checkUrl(current.url);
      const message = await exchange(current, url, options, deadline.signal);
      const location = message.headers.location;
      const status = message.statusCode ?? 0;
      if (!redirects.has(status) || location === undefined)
        return {
          status,
          headers: headersOf(message),
          body: bounded(message, url, options, deadline.signal, () => clearTimeout(timer)),
        };
      message.destroy();
      if (hops === MAX_REDIRECTS)
        throw new OutboundError(
          "redirect",
          `"${withoutCredentials(new URL(request.url))}" redirects more than ${MAX_REDIRECTS} times; ask for the final address`,
        );
      current = redirected(current, status, followed(location, url));
    }
  } catch (error) {
    clearTimeout(timer);
    throw error;
  }
}

/** Where a redirect leads; never from a protected connection to an open one. */
function followed(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href))
    throw new OutboundError("redirect", `host "${hostOf(from)}" redirects to what is not a URL`);
  const target = new URL(location, from.href);
  if (from.protocol === "https:" && target.protocol === "http:")
    throw new OutboundError(
      "redirect",
      `host "${hostOf(from)}" redirects from https to http; ask for the final address`,
    );
  return target;
}

function exchange(
  request: HttpRequest,
  url: URL,
  options: HttpOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(explainFailure(error, url, signal, options.timeout));
    if (signal.aborted) return fail(undefined);
    try {
      const begin = url.protocol === "https:" ? httpsRequest : httpRequest;
      const outgoing = begin({
        host: hostOf(url),
        ...(url.port === "" ? {} : { port: url.port }),
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: { host: url.host, ...wireHeaders(request) },
        agent: false,
        lookup: guardedLookup(url, options.allow, options.resolver ?? systemResolver),
        signal,
        rejectUnauthorized: options.verifyCertificate ?? true,
        ...(options.ca === undefined ? {} : { ca: [...rootCertificates, options.ca] }),
      });
      outgoing.on("error", fail);
      outgoing.on("response", resolve);
      outgoing.end(request.body);
    } catch (error) {
      fail(error);
    }
  });
}

function headersOf({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(", ")]),
  );
}

async function* bounded(
  message: IncomingMessage,
  url: URL,
  { maxBytes, timeout }: HttpOptions,
  signal: AbortSignal,
  done: () => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of message as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new OutboundError(
          "too-large",
          `host "${hostOf(url)}" sends more than ${maxBytes} bytes`,
        );
      yield chunk;
    }
  } catch (error) {
    throw explainFailure(error, url, signal, timeout);
  } finally {
    done();
    message.destroy();
  }
}
