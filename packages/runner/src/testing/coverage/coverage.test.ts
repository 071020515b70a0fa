import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProgramCache } from "../../program-cache.js";
import { reportCase } from "../case-report.js";
import { discoverTests } from "../discover-tests.js";
import { reportPolicy } from "../policy-report.js";
import { runCase } from "../run-case.js";
import { type Coverage, collectCoverage } from "./coverage.js";
import { renderCoverageHtml } from "./coverage-html.js";
import { renderCoverage, renderCoverageJson } from "./coverage-reports.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-coverage-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("a.sentinel", 'import "m"\nparam x\nmain = rule { m.f(x) and x < 5 }\n');
  write("b.sentinel", "# <script>alert(1)</script>\nmain = rule { true }\n");
  write("broken.sentinel", "main =\n");
  write(
    "shared/m.sentinel",
    "f = func(x) {\n\tif x > 1 {\n\t\treturn true\n\t}\n\treturn false\n}\ng = func() { return 1 }\n",
  );
  for (const x of [2, 3])
    write(
      `test/a/${x}.hcl`,
      `param "x" {\n  value = ${x}\n}\nimport "module" "m" {\n  source = "../../shared/m.sentinel"\n}\nmock "unused" {\n  module {\n    source = "mock.sentinel"\n  }\n}\n`,
    );
  write("test/a/mock.sentinel", "h = func() { return 1 }\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

function coverage(): Coverage {
  const programs = new ProgramCache({ coverage: true });
  return collectCoverage(
    discoverTests([folder]).map((tests) =>
      reportPolicy(
        tests,
        tests.cases.map((path) =>
          reportCase(runCase({ policy: tests.policy, path }, { programs }), {
            allTraces: false,
            json: false,
          }),
        ),
      ),
    ),
  );
}

describe("coverage", () => {
  it("says what no case exercised, in policies and the modules they load, not in mocks", () => {
    const at = relative("", folder);
    expect(
      renderCoverage(coverage()),
    ).toBe(`Coverage: 1 of 2 rules, 3 of 6 branches, 1 of 3 policies
  ${at}/a.sentinel: 1 of 1 rules, 1 of 2 branches
    3:15: the left side never decides
  ${at}/b.sentinel: 0 of 1 rules, 0 of 0 branches, no cases
    2:1: rule "main" is never evaluated
  ${at}/broken.sentinel: 0 of 0 rules, 0 of 0 branches, no cases
  ${at}/shared/m.sentinel: 0 of 0 rules, 2 of 4 branches
    2:5: the condition is never false
    7:5: function "g" is never called
`);
  });

  it("counts every case in JSON", () => {
    expect(renderCoverageJson(coverage())).toMatchObject({
      rules: { covered: 1, total: 2 },
      branches: { covered: 3, total: 6 },
      policies: { covered: 1, total: 3 },
      files: [
        {
          cases: 2,
          points: expect.arrayContaining([{ kind: "rule", line: 3, column: 1, hits: 2 }]),
        },
        {
          cases: 0,
          points: [
            {
              kind: "rule",
              line: 2,
              column: 1,
              hits: 0,
              meaning: 'rule "main" is never evaluated',
            },
          ],
        },
        { cases: 0, points: [] },
        { cases: null },
      ],
    });
  });

  it("is one page that needs nothing else, whatever the sources hold", () => {
    const page = renderCoverageHtml(coverage());
    expect(page).not.toMatch(/<script|src=|href="(?!#)|@import|url\(/);
    expect(page).toContain("&lt;script&gt;alert(1)");
    expect(page).toContain(
      '<span class="missed">main = rule { true }</span>  <span class="why"># rule &quot;main&quot; is never evaluated</span>',
    );
  });
});
