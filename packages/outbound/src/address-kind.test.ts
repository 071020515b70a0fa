import { isIPv4 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressKind } from "./address-kind.js";
import { parseAddress, parseNetwork } from "./ip-address.js";

/** RFC 6890, RFC 6598, RFC 4193, RFC 4291, RFC 6052, RFC 3056 and what clouds document. */
const known: readonly [address: string, kind: string][] = [
  ["1.1.1.1", "public"],
  ["8.8.8.8", "public"],
  ["172.15.255.255", "public"],
  ["172.32.0.0", "public"],
  ["100.63.255.255", "public"],
  ["100.128.0.0", "public"],
  ["223.255.255.255", "public"],
  ["2606:4700::1111", "public"],
  ["2a00:1450:4001:80b::200e", "public"],
  ["0.0.0.0", "unspecified"],
  ["0.1.2.3", "unspecified"],
  ["::", "unspecified"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["::1", "loopback"],
  ["169.254.1.1", "link-local"],
  ["fe80::1", "link-local"],
  ["fe80::1%eth0", "link-local"],
  ["febf::1", "link-local"],
  ["10.0.0.1", "private"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.168.1.1", "private"],
  ["fc00::1", "private"],
  ["fdff::1", "private"],
  ["fec0::1", "private"],
  ["100.64.0.1", "shared"],
  ["100.127.255.255", "shared"],
  ["224.0.0.1", "multicast"],
  ["ff02::1", "multicast"],
  ["192.0.2.1", "reserved"],
  ["198.18.0.1", "reserved"],
  ["198.51.100.7", "reserved"],
  ["203.0.113.7", "reserved"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "reserved"],
  ["2001::1", "reserved"],
  ["2001:db8::1", "reserved"],
  ["100::1", "reserved"],
  ["4000::1", "reserved"],
  ["169.254.169.254", "metadata"],
  ["100.100.100.200", "metadata"],
  ["168.63.129.16", "metadata"],
  ["fd00:ec2::254", "metadata"],
  ["::ffff:127.0.0.1", "loopback"],
  ["::ffff:7f00:1", "loopback"],
  ["::ffff:a9fe:a9fe", "metadata"],
  ["::ffff:8.8.8.8", "public"],
  ["::127.0.0.1", "loopback"],
  ["64:ff9b::10.0.0.1", "private"],
  ["64:ff9b::8.8.8.8", "public"],
  ["2002:7f00:1::", "loopback"],
  ["2002:a00:1::1", "private"],
];

describe("addressKind", () => {
  it.each(known)("of %s is %s", (text, kind) => {
    const address = parseAddress(text);
    expect(address && addressKind(address)).toBe(kind);
  });

  it("judges an IPv4 address alike in each of its forms", () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const kind = addressKind(parseAddress(text) ?? []);
        for (const form of [`::ffff:${text}`, `64:ff9b::${text}`])
          expect([form, addressKind(parseAddress(form) ?? [])]).toEqual([form, kind]);
      }),
    );
  });
});

describe("parseAddress", () => {
  it("gives 4 or 16 bytes for whatever the platform takes for an address", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const bytes = parseAddress(text);
        expect(bytes).toHaveLength(isIPv4(text) ? 4 : 16);
        expect(bytes?.every((byte) => byte >= 0 && byte < 256)).toBe(true);
      }),
    );
  });

  it("takes no shorthand of inet_aton for an address", () => {
    for (const text of [
      "127.1",
      "0x7f.0.0.1",
      "0177.0.0.1",
      "2130706433",
      "",
      "localhost",
      "1::2::3",
    ])
      expect([text, parseAddress(text)]).toEqual([text, undefined]);
  });
});

describe("parseNetwork", () => {
  it.each(["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "/8", "a/8"])(
    "refuses %s",
    (text) => expect(parseNetwork(text)).toBeUndefined(),
  );
});
