import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "./source-tree.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-libraries-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the harness says of libraries that hold these files. */
function runHarness(files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { stdout } = spawnSync(process.execPath, ["conformance/run.mjs", "policy-libraries"], {
    cwd: root,
    env: { ...process.env, PORTCULLIS_CORPORA: folder },
    encoding: "utf8",
  });
  return stdout;
}

const policy = { "library/deep/p.sentinel": "main = true" };

describe("the harness for policy libraries", () => {
  it("passes when every case does", () => {
    expect(runHarness({ ...policy, "library/deep/test/p/a.hcl": "" })).toBe(
      "PASSED  policy-libraries: 1 of 1 cases pass (library 1/1), 0 fail as expected\n",
    );
  });

  it("fails for a failure that is not expected", () => {
    const cases = { "library/deep/test/p/a.hcl": "test {\n  rules = { main = false }\n}" };
    expect(runHarness({ ...policy, ...cases })).toContain(
      'library/deep/test/p/a.hcl: FAIL\n    expected "main" to be false, got: true\n',
    );
  });

  it("fails for an expected failure that passes, and for one that is not there", () => {
    const library = "terraform-sentinel-policies/aws";
    const output = runHarness({
      [`${library}/restrict_s3_acl.sentinel`]: "main = true",
      [`${library}/test/restrict_s3_acl/pass-v3.hcl`]: "",
    });
    expect(output).toMatch(/^FAILED {2}policy-libraries: /);
    expect(output).toContain(
      `${library}/test/restrict_s3_acl/pass-v3.hcl passes; remove it from expected-failures.txt`,
    );
    expect(output).toContain(
      `${library}/test/restrict_s3_acl/pass-v4.hcl is in expected-failures.txt, but there is no such case`,
    );
  });

  it("fails where there is nothing to run", () => {
    expect(runHarness({ "library/README": "" })).toContain("no test case below");
  });
});
