import { bytesOf, type FunctionCall, stringFromBytes, type Value } from "@portcullis/language";
import type { HttpClientState } from "./client.js";
import type { HttpPortAnswer } from "./http-port.js";
import { canonicalName, type HttpRequestState } from "./request.js";

/** LIMIT: steps that an attempt is worth. So many that the evaluation looks at its clock afterwards. */
export const REQUEST_STEPS = 100_000;

/** Milliseconds before the first retry; each further one waits twice as long, up to the longest. */
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 30_000;

/**
 * Sends a request, again if it makes sense, and returns the response. What is not accepted ends the
 * policy with an error that names the function.
 *
 * COMPAT (documentation page "http"): statuses of 500 and above except 501, and timeouts, are tried
 * again; a status that the client accepts is not.
 */
export function sendRequest(
  name: string,
  client: HttpClientState,
  method: "GET" | "POST",
  { url, headers, body }: HttpRequestState,
  call: FunctionCall,
): Value {
  const { port, timeout, retries, verifyCertificate } = client;
  const bytes = bytesOf(body);
  const request = {
    method,
    url,
    headers,
    body: bytes.length === 0 && method === "GET" ? undefined : bytes,
    timeout,
    verifyCertificate,
  };
  for (let attempt = 0, delay = FIRST_DELAY; ; attempt++) {
    call.charge(REQUEST_STEPS);
    const answer = call.once(() => port.send(request));
    const problem = problemOf(answer, client);
    if (problem === undefined) return toValue(answer as Response, call);
    if (!isTransient(answer)) return call.fail("function-failed", name, problem);
    if (attempt === retries) {
      const attempts = attempt === 0 ? "" : ` after ${attempt + 1} attempts`;
      return call.fail("function-failed", name, `${problem}${attempts}`);
    }
    call.once(() => port.wait(delay));
    delay = Math.min(delay * 2, LONGEST_DELAY);
  }
}

type Response = Extract<HttpPortAnswer, { kind: "response" }>;

function problemOf(answer: HttpPortAnswer, client: HttpClientState): string | undefined {
  if (answer.kind !== "response") return answer.message;
  const { acceptedStatusCodes } = client;
  if (acceptedStatusCodes.includes(answer.status)) return undefined;
  return `status ${answer.status} is not accepted, only ${acceptedStatusCodes.join(", ")}`;
}

function isTransient(answer: HttpPortAnswer): boolean {
  if (answer.kind !== "response") return answer.kind === "timeout";
  return answer.status >= 500 && answer.status !== 501;
}

function toValue({ status, headers, body }: Response, call: FunctionCall): Value {
  call.chargeText(body.length);
  const named = Object.entries(headers).map(([key, value]) => [canonicalName(key), value] as const);
  return call.map([
    ["status_code", status],
    ["headers", call.map(named)],
    ["body", stringFromBytes(body)],
  ]);
}
