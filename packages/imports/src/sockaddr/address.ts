import ipaddr from "ipaddr.js";

/** An IP address or network, perhaps with a port. */
export interface SocketAddress {
  readonly bits: 32 | 128;
  readonly address: bigint;
  /** How many of the leading bits are the network's. */
  readonly prefix: number;
  /** 0 for none. */
  readonly port: number;
}

/**
 * Reads `10.0.0.1`, `10.0.0.0/8`, `10.0.0.1:80`, `fd00::1`, `fd00::/8`, `[fd00::1]` or `[fd00::1]:80`;
 * `undefined` for any other text. An IPv4 address within IPv6, `::ffff:10.0.0.1`, is an IPv4 address.
 */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  const match = /^(?:\[([^\]]*)\]|([^[\]/]*?))(?:\/(\d{1,3})|(?<=\]|\.\d+):(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const [, bracketed, bare, prefixText, portText] = match;
  if (bracketed !== undefined && (prefixText !== undefined || !bracketed.includes(":")))
    return undefined;
  const host = bracketed ?? bare ?? "";
  // `fd00::10.0.0.1:80` is no IPv6 address with a port: that takes brackets.
  if (bracketed === undefined && portText !== undefined && host.includes(":")) return undefined;
  const bytes = parseHost(host);
  if (bytes === undefined) return undefined;
  const bits = bytes.length === 4 ? 32 : 128;
  const wide = host.includes(":") ? 128 : 32;
  const written = prefixText === undefined ? wide : Number(prefixText);
  const prefix = written - (wide - bits);
  const port = Number(portText ?? 0);
  if (written > wide || prefix < 0 || port > 65535) return undefined;
  return { bits, address: toNumber(bytes), prefix, port };
}

/** Four bytes or sixteen. Shortened and octal IPv4 forms are refused: readers disagree about them. */
function parseHost(host: string): readonly number[] | undefined {
  if (!host.includes(":")) return parseQuad(host);
  const ipv6 = withoutQuad(host);
  if (ipv6 === undefined || !ipaddr.IPv6.isValid(ipv6)) return undefined;
  const address = ipaddr.IPv6.parse(ipv6);
  return address.isIPv4MappedAddress()
    ? address.toIPv4Address().toByteArray()
    : address.toByteArray();
}

function parseQuad(host: string): readonly number[] | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(host)
    ? ipaddr.IPv4.parse(host).toByteArray()
    : undefined;
}

/** `64:ff9b::192.0.2.1` in hexadecimal: the library would read `::192.0.2.1` as `::ffff:192.0.2.1`. */
function withoutQuad(host: string): string | undefined {
  if (host.includes("%")) return undefined;
  if (!host.includes(".")) return host;
  const start = host.lastIndexOf(":") + 1;
  const bytes = parseQuad(host.slice(start));
  if (bytes === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return `${host.slice(0, start)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: SocketAddress, inner: SocketAddress): boolean {
  if (outer.bits !== inner.bits || outer.prefix > inner.prefix) return false;
  return network(outer, outer.prefix) === network(inner, outer.prefix);
}

/** Whether two addresses agree in address, prefix and port. */
export function areEqual(left: SocketAddress, right: SocketAddress): boolean {
  return (
    left.bits === right.bits &&
    left.address === right.address &&
    left.prefix === right.prefix &&
    left.port === right.port
  );
}

function network({ bits, address }: SocketAddress, prefix: number): bigint {
  return address >> BigInt(bits - prefix);
}

function toNumber(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
