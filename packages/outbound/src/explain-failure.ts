import { hostOf, portOf } from "./allow-list.js";
import { OutboundError } from "./outbound-error.js";

/** Codes of Node.js and OpenSSL for certificates that do not vouch for their host. */
const certificateCodes =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|HOSTNAME_MISMATCH)/;

const networkProblems: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was closed before the answer was complete",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  EPIPE: "the connection was closed",
};

/** Says in our words what ended a request. */
export function explainFailure(
  error: unknown,
  url: URL,
  signal: AbortSignal,
  timeout: number,
): OutboundError {
  if (error instanceof OutboundError) return error;
  const place = `host "${hostOf(url)}" at port ${portOf(url)}`;
  if (signal.aborted)
    return new OutboundError("timeout", `${place} did not answer within ${timeout / 1000} seconds`);
  // Several addresses were tried and each failed; the first tells enough.
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  if (cause instanceof OutboundError) return cause;
  const code = codeOf(cause);
  const text = cause instanceof Error ? cause.message : String(cause);
  if (certificateCodes.test(code))
    return new OutboundError(
      "certificate",
      `${place} has no trusted certificate: ${oneLine(text)}`,
    );
  if (cause instanceof URIError || /^ERR_(?:INVALID|HTTP_INVALID|UNESCAPED)/.test(code))
    return new OutboundError("invalid", `the request to ${place} is not valid: ${oneLine(text)}`);
  return new OutboundError(
    "network",
    `${place} could not be reached: ${networkProblems[code] ?? oneLine(text)}`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/\.$/, "");
}
