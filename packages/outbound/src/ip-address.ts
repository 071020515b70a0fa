import { isIP } from "node:net";

/** An address as its bytes in network order: 4 of IPv4, 16 of IPv6. */
export type AddressBytes = readonly number[];

/** Parses an address as sockets and resolvers print it, without brackets; a zone is dropped. */
export function parseAddress(text: string): AddressBytes | undefined {
  const address = text.replace(/%.*$/, "");
  switch (isIP(address)) {
    case 4:
      return address.split(".").map(Number);
    case 6:
      return parseIpv6(address);
    default:
      return undefined;
  }
}

/** The address is known to be well-formed. */
function parseIpv6(address: string): AddressBytes {
  const [head = "", tail] = address.split("::");
  const front = bytesOf(head);
  if (tail === undefined) return front;
  const back = bytesOf(tail);
  return [...front, ...new Array<number>(16 - front.length - back.length).fill(0), ...back];
}

function bytesOf(groups: string): number[] {
  if (groups === "") return [];
  return groups.split(":").flatMap((group) => {
    if (group.includes(".")) return group.split(".").map(Number);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** All addresses that begin with the same bits. */
export interface Network {
  readonly address: AddressBytes;
  /** 0 to 32 for IPv4, 0 to 128 for IPv6. */
  readonly prefixLength: number;
}

/** Parses an address or `address/length`; a single address is the network of itself. */
export function parseNetwork(text: string): Network | undefined {
  const [, addressText = "", length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(addressText);
  if (address === undefined) return undefined;
  const prefixLength = length === undefined ? address.length * 8 : Number(length);
  return prefixLength <= address.length * 8 ? { address, prefixLength } : undefined;
}

export function isInNetwork(address: AddressBytes, network: Network): boolean {
  if (address.length !== network.address.length) return false;
  return network.address.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, network.prefixLength - index * 8));
    const mask = 0xff & (0xff << (8 - bits));
    return ((byte ^ (address[index] ?? 0)) & mask) === 0;
  });
}
