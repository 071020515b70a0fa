import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { type AllowList, hostOf, portOf } from "./allow-list.js";
import { parseAddress } from "./ip-address.js";
import { OutboundError } from "./outbound-error.js";

/** Finds the addresses of a host. */
export type Resolver = (host: string) => Promise<readonly string[]>;

/** What the operating system answers, `/etc/hosts` included. */
export const systemResolver: Resolver = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error === null) resolve(addresses.map(({ address }) => address));
      else
        reject(
          new OutboundError("network", `host "${host}" was not found: ${error.code ?? error}`),
        );
    });
  });

/** The addresses of a URL's host, all of them allowed; throws `OutboundError` if one is not. */
export async function resolveAllowed(
  url: URL,
  allow: AllowList,
  resolver: Resolver,
): Promise<readonly string[]> {
  const host = hostOf(url);
  if (parseAddress(host) !== undefined) return [host];
  const addresses = await resolver(host);
  if (addresses.length === 0)
    throw new OutboundError("network", `host "${host}" was not found: it has no address`);
  for (const address of addresses) allow.checkAddress(host, address, portOf(url));
  return addresses;
}

/**
 * The lookup of a socket that is about to connect. INVARIANT: the socket connects to the very
 * addresses that were checked here; nothing resolves the name a second time.
 */
export function guardedLookup(url: URL, allow: AllowList, resolver: Resolver): LookupFunction {
  return (_hostname, options, callback) => {
    resolveAllowed(url, allow, resolver).then(
      (addresses) => {
        const found = addresses.map(
          (address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 }),
        );
        const [first] = found;
        if (options.all === true || first === undefined) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}
