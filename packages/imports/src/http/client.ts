import {
  anyType,
  type FunctionCall,
  intType,
  isInt,
  itemsOf,
  kindOf,
  type List,
  listType,
  optional,
  stringType,
  type Value,
} from "@portcullis/language";
import {
  defineReceiver,
  type MethodDefinition,
  method,
  type ReceiverType,
} from "../define-receiver.js";
import type { HttpPort } from "./http-port.js";
import { type HttpRequestState, newRequest, requestObject } from "./request.js";
import { sendRequest } from "./send-request.js";

/** How requests are sent. */
export interface HttpClientState {
  readonly port: HttpPort;
  /** Seconds for each attempt. */
  readonly timeout: number;
  /** Attempts after the first. */
  readonly retries: number;
  readonly acceptedStatusCodes: readonly number[];
  readonly verifyCertificate: boolean;
}

/** LIMIT: seconds for an attempt (documentation page "http"). */
export const MAX_TIMEOUT = 30;

/** LIMIT: attempts after the first (documentation page "http"). */
export const MAX_RETRIES = 10;

/** LIMIT: status codes that a client accepts; there are no more. */
const MAX_STATUS_CODES = 1000;

/** What is done with a client; `state` is missing for the functions of the import itself. */
type ClientMethod = MethodDefinition<HttpClientState>;

/** The settings of a client, which are functions of the import as well. */
export const setters: Readonly<Record<string, ClientMethod>> = {
  accept_status_codes: method({ codes: listType }, (client, { codes }, call) =>
    clientObject.of({ ...client, acceptedStatusCodes: statusCodes(codes, call) }),
  ),
  with_retries: method({ retries: intType }, (client, args, call) => {
    const retries = bounded("with_retries", args.retries, 0, MAX_RETRIES, call);
    return clientObject.of({ ...client, retries });
  }),
  with_timeout: method({ timeout: intType }, (client, args, call) => {
    const timeout = bounded("with_timeout", args.timeout, 1, MAX_TIMEOUT, call);
    return clientObject.of({ ...client, timeout });
  }),
  without_certificate_verification: method({}, (client) =>
    clientObject.of({ ...client, verifyCertificate: false }),
  ),
};

/** The ways to send a request, which are functions of the import as well. */
export const senders: Readonly<Record<string, ClientMethod>> = {
  get: method({ url_or_request: anyType }, (client, args, call) =>
    sendRequest("get", client, "GET", requestOf("get", args.url_or_request, call), call),
  ),
  post: method({ url_or_request: anyType }, (client, args, call) =>
    sendRequest("post", client, "POST", requestOf("post", args.url_or_request, call), call),
  ),
  // Not documented: how `send` learns the method. It takes it as a second argument.
  send: method({ request: anyType, method: optional(stringType) }, (client, args, call) => {
    const verb = args.method ?? "GET";
    if (verb !== "GET" && verb !== "POST")
      return call.fail("function-failed", "send", `method "${verb}" is neither GET nor POST`);
    return sendRequest("send", client, verb, requestOf("send", args.request, call), call);
  }),
};

/** A client as policies see it. */
export const clientObject: ReceiverType<HttpClientState> = defineReceiver<HttpClientState>(
  "client",
  {
    fields: {
      accepted_status_codes: ({ acceptedStatusCodes }) => acceptedStatusCodes,
      certificate_verification: ({ verifyCertificate }) => verifyCertificate,
      retries: ({ retries }) => retries,
      timeout: ({ timeout }) => timeout,
    },
    methods: { ...setters, ...senders },
  },
);

export function defaultClient(port: HttpPort): HttpClientState {
  return { port, timeout: 10, retries: 1, acceptedStatusCodes: [200], verifyCertificate: true };
}

function requestOf(name: string, value: Value, call: FunctionCall): HttpRequestState {
  const request = requestObject.stateOf(value);
  if (request !== undefined) return request;
  const url = stringType.convert(value);
  if (typeof url === "string") return newRequest(url);
  return call.fail("function-failed", name, `expected a URL or a request, got ${kindOf(value)}`);
}

function bounded(
  name: string,
  value: number | bigint,
  least: number,
  most: number,
  call: FunctionCall,
): number {
  if (value >= least && value <= most) return Number(value);
  return call.fail("function-failed", name, `${value} is not from ${least} to ${most}`);
}

function statusCodes(codes: List, call: FunctionCall): number[] {
  const items = itemsOf(codes);
  if (items.length > MAX_STATUS_CODES)
    call.fail("function-failed", "accept_status_codes", `more than ${MAX_STATUS_CODES} codes`);
  call.chargeElements(items.length);
  return items.map((code) =>
    isInt(code)
      ? Number(code)
      : call.fail("argument-type", "accept_status_codes", "int", kindOf(code)),
  );
}
