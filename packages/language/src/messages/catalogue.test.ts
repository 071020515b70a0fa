import { readFileSync } from "node:fs";
import { diagnoseCase, readDiagnosticCases, renderDiagnosticsPage } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { catalogue } from "./diagnose.js";
import { explanations } from "./explanations.js";

const file = (relative: string): URL => new URL(`../../../../${relative}`, import.meta.url);

const cases = readDiagnosticCases(
  readFileSync(file("packages/language/testdata/diagnostics.txt"), "utf8"),
);

describe("the catalogue of messages", () => {
  it.each(cases.map((each) => [each.code, each] as const))("is raised: %s", (code, each) => {
    const diagnostic = diagnoseCase(each);
    expect(diagnostic?.code).toBe(code);
    expect(diagnostic?.message).not.toMatch(/\n|\.$|^[A-Z](?!mport)/);
    expect(diagnostic?.hint ?? "").not.toMatch(/\n|\.$|^[A-Z]/);
  });

  it("has a case for every code, and no other", () => {
    expect(new Set(cases.map(({ code }) => code))).toEqual(new Set(Object.keys(catalogue)));
  });

  it("explains every code in whole sentences", () => {
    for (const explanation of Object.values(explanations)) expect(explanation).toMatch(/^\S.*\.$/);
  });

  it("is what docs/language/diagnostics.md shows; run npm run generate", () => {
    expect(renderDiagnosticsPage(cases)).toBe(
      readFileSync(file("docs/language/diagnostics.md"), "utf8"),
    );
  });
});
