import { addressKind } from "./address-kind.js";
import { isInNetwork, type Network, parseAddress, parseNetwork } from "./ip-address.js";
import { MAX_RULES, MAX_URL_LENGTH } from "./limits.js";
import { OutboundError } from "./outbound-error.js";

interface HostRule {
  /** In lower case; `*` for every host, `*.` before a domain for every host below it. */
  readonly pattern: string;
  readonly port: number | undefined;
}

interface NetworkRule {
  readonly network: Network;
  readonly port: number | undefined;
}

/** Tells a person how to add a rule: `allow it with "-allow-http=api.example.org"`. */
export type Remedy = (rule: string) => string;

/**
 * Which hosts may be reached. A rule is a host (`api.example.org`), all hosts below a domain
 * (`*.example.org`), all hosts (`*`), an address (`10.1.2.3`, `[fd00::1]`) or a network
 * (`10.0.0.0/8`), each but the last with an optional `:port`.
 *
 * A name may be reached at public addresses alone, unless an address rule lists where it leads;
 * `localhost` lists the loopback addresses. Addresses that hand out credentials of a cloud machine
 * must be listed one by one.
 */
export class AllowList {
  private readonly hosts: HostRule[] = [];
  private readonly networks: NetworkRule[] = [];
  private readonly remedy: Remedy;

  /** Throws `OutboundError` for a rule that is none. */
  constructor(rules: readonly string[], remedy: Remedy) {
    this.remedy = remedy;
    if (rules.length > MAX_RULES)
      throw new OutboundError("invalid", `more than ${MAX_RULES} hosts are listed; list a domain`);
    for (const rule of rules) this.add(rule.trim().toLowerCase());
  }

  private add(rule: string): void {
    const asNetwork = parseNetwork(rule);
    if (asNetwork !== undefined) {
      this.networks.push({ network: asNetwork, port: undefined });
      return;
    }
    const [, host = "", portText] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(rule) ?? [];
    const port = portText === undefined ? undefined : Number(portText);
    const address = parseNetwork(host.replace(/^\[(.*)\]$/, "$1"));
    const isName = /^(?:\*|(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_-]+)*)$/.test(
      host,
    );
    if ((port ?? 1) < 1 || (port ?? 1) > 65535 || (address === undefined && !isName))
      throw new OutboundError(
        "invalid",
        `"${rule}" is not a host that can be allowed; write a name, "*.domain", an address or a network such as "10.0.0.0/8", with ":port" if only one is meant`,
      );
    if (address !== undefined) this.networks.push({ network: address, port });
    else this.hosts.push({ pattern: host, port });
    if (host === "localhost")
      for (const loopback of ["127.0.0.0/8", "::1"])
        this.networks.push({ network: parseNetwork(loopback) as Network, port });
  }

  /** The URL, if its scheme and host may be used at all; throws `OutboundError` otherwise. */
  checkUrl(text: string): URL {
    if (text.length > MAX_URL_LENGTH)
      throw new OutboundError("invalid", `the URL is longer than ${MAX_URL_LENGTH} characters`);
    if (!URL.canParse(text)) throw new OutboundError("invalid", `"${text}" is not a URL`);
    const url = new URL(text);
    if (url.protocol !== "https:" && url.protocol !== "http:")
      throw new OutboundError(
        "invalid",
        `"${withoutCredentials(url)}" has the scheme "${url.protocol.slice(0, -1)}"; use https or http`,
      );
    const host = hostOf(url);
    const port = portOf(url);
    if (parseAddress(host) !== undefined)
      this.checkAddress(host, host, port, this.isAllowed("*", port));
    else if (!this.isAllowed(host, port))
      throw new OutboundError("not-allowed", `host "${host}" is not allowed; ${this.remedy(host)}`);
    return url;
  }

  /** Throws `OutboundError` if a host that is allowed leads to an address that is not. */
  checkAddress(host: string, address: string, port: number, isHostAllowed = true): void {
    const bytes = parseAddress(address);
    const kind = bytes === undefined ? "reserved" : addressKind(bytes);
    if (kind === "public" && isHostAllowed) return;
    const isListed = this.networks.some(
      ({ network, port: only }) =>
        bytes !== undefined &&
        isInNetwork(bytes, network) &&
        (only === undefined || only === port) &&
        (kind !== "metadata" || network.prefixLength === bytes.length * 8),
    );
    if (isListed) return;
    const what =
      host === address ? `address "${address}"` : `host "${host}" leads to "${address}", which`;
    const why = kind === "public" ? "is not allowed" : `is a ${kind} address and not allowed`;
    throw new OutboundError("not-allowed", `${what} ${why}; ${this.remedy(address)}`);
  }

  private isAllowed(host: string, port: number): boolean {
    return this.hosts.some(
      ({ pattern, port: only }) =>
        (only === undefined || only === port) &&
        (pattern === "*" ||
          pattern === host ||
          (pattern.startsWith("*.") && host.endsWith(pattern.slice(1)))),
    );
  }
}

/** A host as resolvers take it: no brackets, no dot at the end. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

export function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}

/** A URL as messages may show it. */
export function withoutCredentials(url: URL): string {
  const copy = new URL(url);
  copy.username = "";
  copy.password = "";
  return copy.href;
}
