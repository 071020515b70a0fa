import { type AddressBytes, isInNetwork, type Network, parseNetwork } from "./ip-address.js";

/** What an address is for, in words that fit "which is a … address"; `public` may be reached. */
export type AddressKind =
  | "public"
  | "metadata"
  | "loopback"
  | "link-local"
  | "private"
  | "shared"
  | "multicast"
  | "unspecified"
  | "reserved";

/**
 * From the IANA registries of special-purpose addresses (RFC 6890 and later), and the addresses at
 * which clouds hand out credentials. The first network that holds an address decides.
 */
const table: readonly (readonly [AddressKind, readonly string[]])[] = [
  [
    "metadata",
    // Most clouds; Alibaba; Oracle; Azure's host; ECS tasks; AWS and Google over IPv6.
    [
      "169.254.169.254",
      "100.100.100.200",
      "192.0.0.192",
      "168.63.129.16",
      "169.254.170.2",
      "169.254.170.23",
      "fd00:ec2::/32",
      "fd20:ce::254",
    ],
  ],
  ["unspecified", ["0.0.0.0/8", "::/128"]],
  ["loopback", ["127.0.0.0/8", "::1/128"]],
  ["link-local", ["169.254.0.0/16", "fe80::/10"]],
  ["private", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"]],
  ["shared", ["100.64.0.0/10"]],
  ["multicast", ["224.0.0.0/4", "ff00::/8"]],
  [
    "reserved",
    [
      "192.0.0.0/24",
      "192.0.2.0/24",
      "192.88.99.0/24",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "240.0.0.0/4",
      "2001::/23",
      "2001:db8::/32",
      "3fff::/20",
    ],
  ],
];

const networks = table.flatMap(([kind, texts]) =>
  texts.map((text): { kind: AddressKind; network: Network } => ({ kind, network: network(text) })),
);

/** Where IPv6 addresses stand for IPv4 ones, and at which byte these begin. */
const embeddings: readonly (readonly [network: Network, at: number])[] = [
  [network("::ffff:0:0/96"), 12],
  [network("::/96"), 12],
  [network("64:ff9b::/96"), 12],
  [network("2002::/16"), 2],
];

/** The unicast addresses that IPv6 has given out; all others are reserved. */
const globalUnicast = network("2000::/3");

export function addressKind(address: AddressBytes): AddressKind {
  const found = networks.find(({ network }) => isInNetwork(address, network));
  if (found !== undefined) return found.kind;
  if (address.length === 4) return "public";
  const [, at] = embeddings.find(([network]) => isInNetwork(address, network)) ?? [];
  if (at !== undefined) return addressKind(address.slice(at, at + 4));
  return isInNetwork(address, globalUnicast) ? "public" : "reserved";
}

function network(text: string): Network {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a network`);
  return parsed;
}
