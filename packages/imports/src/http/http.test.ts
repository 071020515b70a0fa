import { checkScript, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { FakeHttp } from "../../test/fake-http.js";
import { http } from "./index.js";

/** Runs a policy and returns what is not as expected. */
function check(text: string, port: FakeHttp | undefined, steps?: number): string[] {
  const [script] = readScripts("http", `import "http"\n${text}`);
  const namespace = http.open({ evaluatedAt: 0n, ...(port && { http: port }) });
  const limits = { elements: 1e6, textBytes: 1e6, outputBytes: 1e6, milliseconds: 1e4 };
  if (script === undefined) return ["no script"];
  return checkScript(script, {
    findImport: () => ({ kind: "namespace", namespace }),
    ...(steps === undefined ? {} : { limits: { ...limits, steps } }),
  });
}

describe("retries", () => {
  it("wait twice as long each time, and at most 30 seconds", () => {
    const port = new FakeHttp();
    const text =
      'a = http.with_retries(7).get("https://test/status/500") # want: /after 8 attempts/';
    expect(check(text, port)).toEqual([]);
    expect(port.waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(port.requests).toHaveLength(8);
  });

  it.each(["status/404", "status/501", "status/302"])("are not made for %s", (path) => {
    const port = new FakeHttp();
    check(`a = http.get("https://test/${path}")`, port);
    expect([port.requests.length, port.waits]).toEqual([1, []]);
  });

  it("end with the budget of the policy", () => {
    const port = new FakeHttp();
    const text = `a = http.with_retries(10).get("https://test/status/500") # want: /steps/`;
    expect(check(text, port, 350_000)).toEqual([]);
    expect(port.requests).toHaveLength(3);
  });
});

describe("an evaluation that starts again", () => {
  it("neither sends a request again nor waits again", () => {
    const port = new FakeHttp();
    const text = `# global: data = {"names": []}
answer = http.get("https://test/flaky/1")
append(data.names, http.get("https://test/a").body)
append(data.names, http.get("https://test/b").status_code)
main = answer.body is "at last" and length(data.names) is 2`;
    expect(check(text, port)).toEqual([]);
    expect(port.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      "/flaky/1",
      "/flaky/1",
      "/a",
      "/b",
    ]);
    expect(port.waits).toEqual([1000]);
  });
});

describe("a host without a network", () => {
  it("says so at each request, and at nothing before", () => {
    const text =
      'r = http.request("https://test")\na = http.get(r) # want: /no host may be reached from here/';
    expect(check(text, undefined)).toEqual([]);
  });
});

describe("settings", () => {
  it.each([
    ["proxy_address", /a proxy would resolve names that nobody checks/],
    ["other", /import "http" has no setting "other"/],
  ])("%s is refused", (key, problem) => {
    const config = new Map([[key, "http://proxy"]]);
    expect(() => http.open({ evaluatedAt: 0n, config })).toThrow(problem);
  });
});
