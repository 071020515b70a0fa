import { describe, expect, it } from "vitest";
import { AllowList } from "./allow-list.js";
import { MAX_RULES, MAX_URL_LENGTH } from "./limits.js";

function list(rules: string): AllowList {
  return new AllowList(rules.split(","), (rule) => `add "${rule}" to the list`);
}

function verdict(rules: string, url: string, address?: string): string {
  try {
    const { port, protocol } = list(rules).checkUrl(url);
    const number = Number(port || (protocol === "https:" ? 443 : 80));
    if (address !== undefined) list(rules).checkAddress(new URL(url).hostname, address, number);
    return "allowed";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("AllowList allows", () => {
  it.each([
    ["example.org", "https://example.org/x"],
    ["example.org", "http://EXAMPLE.org.:8080"],
    ["example.org:8443", "https://example.org:8443"],
    ["example.org:443", "https://example.org"],
    ["*.example.org", "https://a.b.example.org"],
    ["*", "https://anything.example"],
    ["*", "https://8.8.8.8"],
    ["a.example,b.example", "https://b.example"],
    ["127.0.0.1", "http://127.0.0.1:1234"],
    ["127.0.0.1:1234", "http://127.0.0.1:1234"],
    ["[::1]:80", "http://[::1]"],
    ["::1", "http://[::1]:9"],
    ["10.0.0.0/8", "http://10.9.8.7"],
    ["169.254.169.254", "http://169.254.169.254/latest"],
  ])("by %s the URL %s", (rules, url) => expect(verdict(rules, url)).toBe("allowed"));

  it.each([
    ["example.org", "93.184.216.34"],
    ["example.org,10.0.0.0/8", "10.1.1.1"],
    ["example.org,fd00::/8", "fd00::1"],
    ["example.org,169.254.169.254", "169.254.169.254"],
  ])("by %s a name that leads to %s", (rules, address) =>
    expect(verdict(rules, "https://example.org", address)).toBe("allowed"),
  );

  it("by localhost the loopback addresses", () => {
    expect(verdict("localhost:8200", "http://localhost:8200", "::1")).toBe("allowed");
    expect(verdict("localhost:8200", "http://127.0.0.1:8200")).toBe("allowed");
    expect(verdict("localhost:8200", "http://localhost:8201", "::1")).toMatch(/not allowed/);
  });
});

describe("AllowList refuses", () => {
  it.each([
    [
      "example.org",
      "https://example.org.evil.example",
      /^host "example.org.evil.example" is not allowed; add "example.org.evil.example" to the list$/,
    ],
    ["example.org", "https://a.example.org", /is not allowed/],
    ["*.example.org", "https://example.org", /is not allowed/],
    ["*.example.org", "https://badexample.org", /is not allowed/],
    ["example.org:8443", "https://example.org", /is not allowed/],
    ["example.org", "https://example.org@evil.example/", /^host "evil.example" is not allowed/],
    ["*", "http://127.0.0.1", /^address "127.0.0.1" is a loopback address and not allowed; add/],
    ["*", "http://127.1", /loopback/],
    ["*", "http://0x7f000001", /loopback/],
    ["*", "http://2130706433", /loopback/],
    ["*", "http://0177.0.0.1", /loopback/],
    ["*", "http://[::ffff:127.0.0.1]", /loopback/],
    ["*", "http://[::]", /unspecified/],
    ["*,169.254.0.0/16", "http://169.254.169.254", /metadata/],
    ["example.org", "http://8.8.8.8", /^address "8.8.8.8" is not allowed/],
    ["*", "ftp://example.org", /has the scheme "ftp"; use https or http/],
    ["*", "file:///etc/passwd", /scheme "file"/],
    ["*", "//example.org", /is not a URL/],
    ["*", `http://a/${"a".repeat(MAX_URL_LENGTH)}`, /longer than 8192/],
  ])("by %s the URL %s", (rules, url, problem) => expect(verdict(rules, url)).toMatch(problem));

  it.each([
    [
      "example.org",
      "127.0.0.1",
      /^host "example.org" leads to "127.0.0.1", which is a loopback address and not allowed; add "127.0.0.1" to the list$/,
    ],
    ["*", "::ffff:10.0.0.1", /private/],
    ["example.org,10.0.0.0/8", "192.168.0.1", /private/],
    ["example.org,0.0.0.0/0", "169.254.169.254", /metadata/],
    ["example.org,10.0.0.1:8080", "10.0.0.1", /private/],
    ["example.org", "nonsense", /reserved/],
  ])("by %s a name that leads to %s", (rules, address, problem) =>
    expect(verdict(rules, "https://example.org", address)).toMatch(problem),
  );

  it.each([
    "",
    "http://example.org",
    "example.org/x",
    "exam ple",
    "a:99999",
    "a:0",
    "*.*",
    "*x",
    "10.0.0.0/99",
    "-a",
    "[x]",
  ])("the rule %j", (rule) =>
    expect(() => list(rule)).toThrow(/is not a host that can be allowed/),
  );

  it("a list that is too long", () => {
    const rules = (count: number) => new Array<string>(count).fill("a.example").join(",");
    expect(() => list(rules(MAX_RULES))).not.toThrow();
    expect(() => list(rules(MAX_RULES + 1))).toThrow(/more than 1000 hosts/);
  });
});
