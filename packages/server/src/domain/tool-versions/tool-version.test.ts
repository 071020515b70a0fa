import { describe, expect, it } from "vitest";
import {
  createToolVersion,
  newestVersion,
  toolVersionProblems,
  updateToolVersion,
} from "./tool-version.js";

const given = { id: "tool-1", kind: "sentinel", createdAt: 1 } as const;
const linux = { url: "https://a.test/amd64", sha: "aa", os: "linux", arch: "amd64" };
const arm = { url: "https://a.test/arm64", sha: "bb", os: "linux", arch: "arm64" };

it.each([
  [["0.9.0", "0.44.0", "0.5.10"], "0.44.0"],
  [["1.2", "1.2.1"], "1.2.1"],
  [["latest", "1.0.0", "2.0.0-rc1"], "1.0.0"],
  [["latest"], null],
  [[], null],
])("of the versions %j the newest is %j", (versions, newest) => {
  expect(newestVersion(versions)).toBe(newest);
});

describe("the builds of a version", () => {
  it("are one for 64-bit Linux, where only url and sha are given", () => {
    const { url, sha } = linux;
    expect(createToolVersion({ version: "1", url, sha }, given).builds).toEqual([linux]);
    const both = createToolVersion({ version: "1", url, sha, builds: [arm, linux] }, given);
    expect(both.builds).toEqual([arm, linux]);
  });

  it("change in the main one when url or sha change", () => {
    const tool = createToolVersion({ version: "1", builds: [arm, linux] }, given);
    const changed = updateToolVersion(tool, { url: "https://b.test" });
    expect(changed.builds).toEqual([arm, { ...linux, url: "https://b.test" }]);
    expect(updateToolVersion(tool, { builds: [arm] }).builds).toEqual([arm]);
    expect(updateToolVersion(tool, { builds: [] }).builds).toEqual(tool.builds);
  });

  it("are required", () => {
    const fields = toolVersionProblems(createToolVersion({ version: "" }, given));
    expect(fields.map(({ field }) => field)).toEqual(["version", "url", "sha"]);
  });
});
