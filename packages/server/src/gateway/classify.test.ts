import { describe, expect, it } from "vitest";
import { classify, isReadableJobId } from "./classify.js";

/** A route in short: what it is, and the ID of its path. */
function shortly(method: string, target: string): string {
  const route = classify(method, target);
  if (route.kind === "refuse") return `refuse ${route.status}`;
  return "id" in route ? `${route.kind} ${JSON.stringify(route.id)}` : route.kind;
}

// What a gateway must intercept; the endings are those of open-source Nomad.
describe("a request is", () => {
  it.each([
    ["GET", "/v1/jobs", "pass"],
    ["PUT", "/v1/jobs", 'register ""'],
    ["POST", "/v1/jobs?region=eu", 'register ""'],
    ["DELETE", "/v1/jobs", "pass"],
    ["PUT", "/v1/jobs/parse", "pass"],
    ["POST", "/v1/jobs/statuses", "pass"],
    ["PUT", "/v1/%6aobs", 'register ""'],
    ["PUT", "/v1%2Fjobs", 'register ""'],
    ["PUT", "/v1/job/shop", 'register "shop"'],
    ["POST", "/v1/job/shop", 'register "shop"'],
    ["DELETE", "/v1/job/shop", "pass"],
    ["PUT", "/v1/job/", 'register ""'],
    ["PUT", "/v1/job/a%2Fb", 'register "a/b"'],
    ["PUT", "/v1/job/a/b", 'register "a/b"'],
    ["PUT", "/v1/job/plan", 'register "plan"'],
    ["PUT", "/v1/job/shop/plan", 'plan "shop"'],
    ["PUT", "/v1/job/x%2Fplan", 'plan "x"'],
    ["PUT", "/v1/job/a%2Fb%2Fplan", 'plan "a/b"'],
    ["PUT", "/v1/job/a%252Fplan", 'register "a%2Fplan"'],
    ["PUT", "/v1/job/shop/plan/", 'register "shop/plan/"'],
    ["PUT", "/v1/job/shop;plan", 'register "shop;plan"'],
    ["POST", "/v1/job/shop/revert", 'revert "shop"'],
    ["PUT", "/v1/job/shop/versions/golden/tag", 'tag "shop/versions/golden"'],
    ["PUT", "/v1/job/shop/scale", "pass"],
    ["PUT", "/v1/job/shop/dispatch", "pass"],
    ["PUT", "/v1/job/shop/evaluate", "pass"],
    ["PUT", "/v1/job/shop/stable", "pass"],
    ["PUT", "/v1/job/shop/periodic/force", "pass"],
    ["PUT", "/v1/job/shop/summary", "refuse 405"],
    ["PUT", "/v1/job/shop/submission", "refuse 405"],
    ["PUT", "/v1/job/shop/actions", "refuse 405"],
    ["PUT", "/v1/job/shop/action", "refuse 405"],
    ["PUT", "/v1/volume/host/create", "host volume"],
    ["PUT", "/v1/volume/host/register", "host volume"],
    ["POST", "/v1/volume/host/create/extra", "host volume"],
    ["PUT", "/v1/volume/host/other", "pass"],
    ["DELETE", "/v1/volume/host/create", "pass"],
    ["PUT", "/v1/volumes", "CSI volumes"],
    ["POST", "/v1/volumes", "CSI volumes"],
    ["PUT", "/v1/volumes/snapshot", "pass"],
    ["PUT", "/v1/volume/csi/v", "CSI volumes"],
    ["PUT", "/v1/volume/csi/", "CSI volumes"],
    ["PUT", "/v1/volume/csi/v/create", "CSI volumes"],
    ["PUT", "/v1/volume/csi/v/detach", "pass"],
    ["GET", "/v1/sentinel/policies", "policies"],
    ["PUT", "/v1/sentinel/policy/p", "policies"],
    ["GET", "/v1/%73entinel/policies", "policies"],
    ["GET", "/v1/sentinels", "pass"],
    ["GET", "/ui/", "pass"],
    ["PUT", "/v1/system/gc", "pass"],
    // Case counts.
    ["PUT", "/V1/jobs", "pass"],
  ])("%s %s: %s", (method, target, expected) => {
    expect(shortly(method, target)).toBe(expected);
  });

  it.each([
    "//v1/jobs",
    "/v1//jobs",
    "/v1/job//plan",
    "/v1/./jobs",
    "/v1/x/../jobs",
    "/v1/%2e/jobs",
    "/v1/x/%2E%2e/jobs",
    "/v1/job/a%2F..%2Fb",
    "/v1/job/a%2F%2Fb",
    "/v1/jobs%00",
    "/v1/jobs%0a",
    "/v1/jobs%zz",
    "/v1/jobs%",
    "/v1/job/%ff",
    "/v1/job/%c0%af",
    "/v1/job/\xe9",
    "/v1/jobs#",
    "http://nomad/v1/jobs",
    "nomad:4646",
    "*",
    "",
  ])("refused when it writes to %j", (target) => {
    expect(shortly("PUT", target)).toBe("refuse 400");
    expect(shortly("DELETE", target)).toBe("refuse 400");
  });

  it("never refused when it only reads", () => {
    expect(shortly("GET", "//v1/./jobs")).toBe("pass");
  });
});

it.each([
  ["shop", true],
  ["a/b", true],
  ["plan", true],
  ["größe", true],
  ["a b?c#d", true],
  ["a/plan", false],
  ["a/periodic/force", false],
  ["..", false],
  ["a/../b", false],
  ["a//b", false],
  ["/a", false],
  ["", false],
])("Nomad can be asked for the job %j: %s", (id, expected) => {
  expect(isReadableJobId(id)).toBe(expected);
});
