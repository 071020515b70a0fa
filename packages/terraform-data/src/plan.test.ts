import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodePlan, parsePlan, summarizePlan } from "./index.js";

describe("parsePlan", () => {
  it.each(["0.1", "0.2", "1.0", "1.1", "1.2", "1.99"])("1. reads format %s", (version) => {
    expect(parsePlan(`{"format_version": "${version}"}`).plan?.formatVersion).toBe(version);
  });

  const wrong: [name: string, text: string, problem: RegExp][] = [
    ["nothing", "", /not JSON: unexpected end of the text at offset 0/],
    [
      "a truncated plan",
      '{"format_version": "1.2", "resource_changes": [',
      /not JSON: .* at offset 47/,
    ],
    [
      "the lines of plan -json",
      '{"@level":"info"}\n{"@level":"info"}',
      /not JSON: unexpected text .*terraform show -json/,
    ],
    ["another document", "[]", /not a JSON object/],
    ["no format", "{}", /no "format_version"/],
    ["format 2.0", '{"format_version": "2.0"}', /format "2.0", but only formats from 0.1 to 1.x/],
    ["a state", '{"format_version": "1.0", "values": {}}', /is a state, not a plan/],
    [
      "a wrong version",
      '{"format_version": "1.2", "terraform_version": 1}',
      /"terraform_version" is not/,
    ],
    ["a format that is no text", '{"format_version": 1}', /format "\(not a string\)"/],
  ];
  it.each(wrong)("says what is wrong with %s, and where", (_, text, problem) => {
    expect(parsePlan(text).problem).toMatch(problem);
  });

  it("reads bytes with and without a byte order mark", () => {
    const text = '{"format_version": "1.2"}';
    expect(decodePlan(Buffer.from(`\ufeff${text}`)).plan).toBeDefined();
    expect(decodePlan(Buffer.from(text)).plan).toBeDefined();
    expect(decodePlan(Buffer.from(text, "utf16le")).problem).toMatch(/not JSON|not text/);
    expect(decodePlan(Uint8Array.of(0xff)).problem).toMatch(/not text in UTF-8/);
  });
});

describe("summarizePlan", () => {
  it("counts as Terraform does", () => {
    const testPlan = readFileSync(new URL("../testdata/plan.json", import.meta.url));
    const { plan } = decodePlan(testPlan);
    expect(plan && summarizePlan(plan)).toEqual({
      formatVersion: "1.2",
      terraformVersion: "1.11.4",
      hasChanges: true,
      additions: 4,
      changes: 1,
      destructions: 4,
      imports: 1,
    });
  });

  it.each([
    ["nothing", {}, false],
    ["reads alone", { resource_changes: [{ address: "a", change: { actions: ["read"] } }] }, false],
    ["an output", { output_changes: { a: { actions: ["update"] } } }, true],
    ["an output that stays", { output_changes: { a: { actions: ["no-op"] } } }, false],
    [
      "an import",
      {
        resource_changes: [
          { address: "a", change: { actions: ["no-op"], importing: { id: "x" } } },
        ],
      },
      true,
    ],
  ])("knows whether %s would change anything", (_, sections, hasChanges) => {
    const { plan } = parsePlan(JSON.stringify({ format_version: "1.2", ...sections }));
    expect(plan && summarizePlan(plan).hasChanges).toBe(hasChanges);
  });
});

const fixtures = process.env.PORTCULLIS_FIXTURES;

describe("plans of public projects", () => {
  if (fixtures === undefined) {
    it.skip("SKIPPED: PORTCULLIS_FIXTURES names no folder with plans", () => {});
    return;
  }
  const folder = `${fixtures}/plans`;
  it.each(readdirSync(folder).filter((name) => name.endsWith(".json")))("reads %s", (name) => {
    const { plan, problem } = decodePlan(readFileSync(`${folder}/${name}`));
    expect(problem).toBeUndefined();
    expect(plan && summarizePlan(plan)).toBeDefined();
  });
});
