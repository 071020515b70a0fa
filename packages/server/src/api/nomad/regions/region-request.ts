import { type ClientRequest, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export interface RegionAddress {
  readonly region: string;
  readonly address: URL;
}

/**
 * Begins a request to the server of another region, which is told that it is meant. The path is escaped
 * and below that of the address. It ends with an error when nothing comes for `timeout` milliseconds.
 */
export function openTo(
  { region, address }: RegionAddress,
  path: string,
  query: Iterable<[name: string, value: string]>,
  options: RequestOptions & { readonly timeout: number },
): ClientRequest {
  const words = new URLSearchParams([...query]);
  words.set("region", region);
  const send = address.protocol === "https:" ? requestHttps : requestHttp;
  const sent = send(address, {
    ...options,
    path: `${address.pathname.replace(/\/$/, "")}${path}?${words}`,
  });
  sent.once("timeout", () => sent.destroy(new Error("it does not answer")));
  return sent;
}
