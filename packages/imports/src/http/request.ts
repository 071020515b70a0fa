import {
  bytesOf,
  bytesType,
  concatenate,
  type StringValue,
  stringType,
} from "@portcullis/language";
import { encodeBase64, standardAlphabet } from "../base64/base64.js";
import { defineReceiver, method, type ReceiverType } from "../define-receiver.js";

/** A request that may still be changed, by making another. */
export interface HttpRequestState {
  readonly url: string;
  /** By their canonical names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: StringValue;
}

export const requestObject: ReceiverType<HttpRequestState> = defineReceiver<HttpRequestState>(
  "request",
  {
    fields: {
      body: ({ body }) => body,
      headers: ({ headers }) => headers,
      url: ({ url }) => url,
    },
    methods: {
      with_basic_auth: method(
        { username: bytesType, password: bytesType },
        (request, { username, password }, call) => {
          const pair = bytesOf(concatenate(concatenate(username, ":"), password));
          call.chargeText(pair.length * 2);
          const credentials = encodeBase64(pair, standardAlphabet);
          return requestObject.of(withHeader(request, "Authorization", `Basic ${credentials}`));
        },
      ),
      with_body: method({ body: bytesType }, (request, { body }) =>
        requestObject.of({ ...request, body }),
      ),
      with_header: method(
        { key: stringType, value: stringType },
        (request, { key, value }, call) => {
          call.charge(Object.keys(request.headers).length);
          return requestObject.of(withHeader(request, key, value));
        },
      ),
    },
  },
);

export function newRequest(url: string): HttpRequestState {
  // COMPAT (release notes of 0.25.1): the default of Accept.
  return { url, headers: { Accept: "*/*" }, body: "" };
}

function withHeader(request: HttpRequestState, key: string, value: string): HttpRequestState {
  return { ...request, headers: { ...request.headers, [canonicalName(key)]: value } };
}

/** COMPAT (net/http of Go): `content-type` and `CONTENT-TYPE` are `Content-Type`. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => {
    return dash + letter.toUpperCase();
  });
}
