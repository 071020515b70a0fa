import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { portcullis, root } from "./program.js";

// Imports that show a plan in a file, as a configuration asks for them with the feature "terraform".

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-plan-imports-"));
  mkdirSync(join(folder, "test/names"), { recursive: true });
  mkdirSync(join(folder, "plans"));
  cpSync(join(root, "examples/web-tier/plan.json"), join(folder, "plans/plan.json"));
  write("sentinel.hcl", configuration("plans/plan.json"));
  write("names.sentinel", policy);
});
afterAll(() => rmSync(folder, { recursive: true }));

const imports = ["tfplan/v2", "tfconfig/v2", "tfstate/v2", "tfplan/v1"];

const policy = `import "tfplan/v2" as tfplan
import "tfconfig/v2" as tfconfig
import "tfstate/v2" as tfstate
import "tfplan/v1" as v1

address = "google_compute_firewall.ssh_to_reports"
main = rule {
  tfplan.resource_changes[address].type is "google_compute_firewall" and
  tfconfig.resources[address].name is "ssh_to_reports" and
  tfstate.resources is not null and
  v1.resources.google_compute_firewall.ssh_to_reports[0].destroy is false
}
`;

function configuration(plan: string, feature = "true"): string {
  const blocks = imports.map(
    (name) => `import "plugin" "${name}" {\n  config = { plan_path = "${plan}" }\n}\n`,
  );
  return `sentinel {\n  features = { terraform = ${feature} }\n}\n${blocks.join("")}`;
}

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

const run = (...args: string[]) => portcullis(args, { cwd: folder });

describe("the feature terraform", () => {
  it("shows a plan to the policy that apply evaluates", () => {
    const { code, stdout, stderr } = run("apply", "names.sentinel");
    expect([code, stdout, stderr]).toEqual([0, "Pass - names.sentinel\n", ""]);
    // Relative to the configuration, wherever the command is called.
    const elsewhere = portcullis(
      ["apply", "-config", join(folder, "sentinel.hcl"), join(folder, "names.sentinel")],
      { cwd: root },
    );
    expect(elsewhere.code).toBe(0);
  });

  it("shows a plan to the policy that a test case evaluates, unless a mock does", () => {
    write("test/names/real.hcl", configuration("../../plans/plan.json"));
    write(
      "test/names/mocked.hcl",
      `${configuration("../../plans/plan.json")}mock "tfplan/v2" {\n  data = { resource_changes = {} }\n}\ntest {\n  rules = { main = false }\n}\n`,
    );
    const { code, stdout } = run("test");
    expect(stdout).toMatch(/PASS - test\/names\/real\.hcl/);
    // The mock has no such resource, so that main is undefined, and that is no "false".
    expect(stdout).toMatch(/FAIL - test\/names\/mocked\.hcl/);
    expect(code).toBe(1);
    rmSync(join(folder, "test/names/mocked.hcl"));
  });

  it("is off unless it is switched on, and the error says how", () => {
    write("off.hcl", configuration("plans/plan.json", "false"));
    const { code, stderr } = run("apply", "-config=off.hcl", "names.sentinel");
    expect(code).toBe(9);
    expect(stderr).toMatch(
      /off\.hcl:4:1: "plan_path" needs a feature that is off; add sentinel \{ features = \{ terraform = true \} \}/,
    );
  });

  it("names the file of a plan that cannot be read", () => {
    write("none.hcl", configuration("plans/none.json"));
    const { code, stderr } = run("apply", "-config=none.hcl", "names.sentinel");
    expect(code).toBe(9);
    expect(stderr).toMatch(/plans\/none\.json" cannot be read: there is no such file/);
  });
});
