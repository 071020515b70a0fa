import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  archivedSetLimits,
  inspectOpaSet,
  inspectSentinelSet,
  loadArchivedPolicySet,
  MAX_ARCHIVED_POLICIES,
  unpackPolicySet,
} from "./archived-policy-set.js";
import { emptyEnvironment } from "./environment.js";
import { evaluatePolicySet } from "./policy-set.js";
import { ProgramCache } from "./program-cache.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-archived-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the system's own tar makes of these files. */
function packed(files: Readonly<Record<string, string>>): Uint8Array {
  const set = join(folder, "set");
  mkdirSync(set, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(set, name)), { recursive: true });
    writeFileSync(join(set, name), text);
  }
  const archive = join(folder, "set.tar.gz");
  execFileSync("tar", ["-czf", archive, "-C", set, "."]);
  return readFileSync(archive);
}

const inspect = async (files: Readonly<Record<string, string>>) =>
  inspectSentinelSet(await unpackPolicySet(packed(files)), new ProgramCache());

/** The fault and the message of an archive that cannot be used. */
async function fault(attempt: () => unknown): Promise<[string, string]> {
  try {
    await attempt();
  } catch (error) {
    return [(error as { fault: string }).fault, (error as Error).message];
  }
  return ["none", ""];
}

const listing = (source: string) =>
  `policy "tags" {\n  source = "${source}"\n  enforcement_level = "hard-mandatory"\n}\n`;

describe("an archived policy set", () => {
  it("lists its policies, and evaluates them with modules, data and parameters of its own", async () => {
    const files = await unpackPolicySet(
      packed({
        "sentinel.hcl": `
import "module" "names" { source = "./lib/names.sentinel" }
import "static" "sizes" {
  source = "./sizes.json"
  format = "json"
}
param "prefix" { value = "app" }
policy "tags" {
  source = "./policies/tags.sentinel"
  enforcement_level = "soft-mandatory"
}
policy "beside" {}
`,
        "lib/names.sentinel": 'with = func(prefix) { return prefix + "-1" }',
        "sizes.json": '{"max": 3}',
        "policies/tags.sentinel": `
import "names"
import "sizes"
param prefix
print(names.with(prefix), sizes.max)
main = true
`,
        "beside.sentinel": "main = false",
        "not-listed.sentinel": "this is no policy",
      }),
    );
    const programs = new ProgramCache();
    expect(inspectSentinelSet(files, programs)).toEqual([
      { name: "tags", level: "soft-mandatory" },
      { name: "beside", level: "advisory" },
    ]);
    const set = loadArchivedPolicySet(files, programs);
    const { results } = evaluatePolicySet(set, emptyEnvironment, programs);
    expect(results.map(({ policy, outcome }) => [policy.fileName, outcome.status])).toEqual([
      ["./policies/tags.sentinel", "pass"],
      ["./beside.sentinel", "fail"],
    ]);
    expect(results[0]?.outcome.output).toBe("app-1 3\n");
  });

  it("leaves mocks out, also those that are not there", async () => {
    const mock = 'mock "tfplan/v2" {\n  module {\n    source = "missing.sentinel"\n  }\n}\n';
    const hcl = `${listing("./a.sentinel")}${mock}`;
    expect(await inspect({ "sentinel.hcl": hcl, "a.sentinel": "main = true" })).toHaveLength(1);
  });

  it.each([
    ["sentinel.json", '{"policy":{"tags":{"source":"a.sentinel"}}}'],
    ["sentinel.hcl", listing("a.sentinel")],
  ])("is described by %s", async (name, text) => {
    expect(await inspect({ [name]: text, "a.sentinel": "main = true" })).toMatchObject([
      { name: "tags" },
    ]);
  });

  it.each([
    ["is no archive", { fault: "invalid-archive", message: "not valid gzip" }, Buffer.from("x")],
    [
      "inflates without an end",
      { fault: "invalid-archive", message: "inflates to more than 200 times" },
      gzipSync(Buffer.alloc(32 * 1024 * 1024)),
    ],
  ])("is refused when it %s", async (_, wanted, bytes) => {
    const [code, message] = await fault(() => unpackPolicySet(bytes));
    expect(code).toBe(wanted.fault);
    expect(message).toContain(wanted.message);
  });

  it("follows links that stay inside, to files and to folders", async () => {
    const set = join(folder, "set");
    mkdirSync(set);
    symlinkSync("shared/real.hcl", join(set, "sentinel.hcl"));
    symlinkSync("shared", join(set, "policies"));
    const bytes = packed({
      "shared/real.hcl": listing("policies/tags.sentinel"),
      "shared/tags.sentinel": "main = true",
    });
    expect(inspectSentinelSet(await unpackPolicySet(bytes), new ProgramCache())).toEqual([
      { name: "tags", level: "hard-mandatory" },
    ]);
  });

  it.each([
    ["/etc/passwd", "only relative links of at most 1024 bytes are allowed"],
    ["../../etc/passwd", "that leads out of the archive"],
  ])("is refused at a link to %s", async (target, problem) => {
    mkdirSync(join(folder, "set"));
    symlinkSync(target, join(folder, "set/passwd"));
    const [code, message] = await fault(() => unpackPolicySet(packed({ "sentinel.hcl": "" })));
    expect([code, message]).toEqual([
      "invalid-archive",
      expect.stringMatching(`^entry "passwd" is a symbolic link .*${problem}`),
    ]);
  });

  it("says of a link that leads nowhere that there is no such file", async () => {
    mkdirSync(join(folder, "set"));
    symlinkSync("b.sentinel", join(folder, "set/a.sentinel"));
    symlinkSync("a.sentinel", join(folder, "set/b.sentinel"));
    const bytes = packed({ "sentinel.hcl": listing("a.sentinel") });
    const [code, message] = await fault(async () =>
      inspectSentinelSet(await unpackPolicySet(bytes), new ProgramCache()),
    );
    expect([code, message]).toEqual([
      "invalid-configuration",
      expect.stringContaining(
        'source "a.sentinel" of "tags" cannot be read: there is no such file',
      ),
    ]);
  });

  it("may be a folder of the archive, and use modules beside it", async () => {
    const names = 'import "module" "names" { source = "../lib/names.sentinel" }\n';
    const bytes = packed({
      "sets/prod/sentinel.hcl": `${names}${listing("tags.sentinel")}`,
      "sets/prod/tags.sentinel": 'import "names"\nmain = names.yes',
      "sets/lib/names.sentinel": "yes = true",
    });
    const programs = new ProgramCache();
    const unpacked = await unpackPolicySet(bytes, "sets/prod");
    expect(inspectSentinelSet(unpacked, programs)).toHaveLength(1);
    const set = loadArchivedPolicySet(unpacked, programs);
    const { results } = evaluatePolicySet(set, emptyEnvironment, programs);
    expect(results.map(({ outcome }) => outcome.status)).toEqual(["pass"]);
    expect(await fault(() => inspectSentinelSet({ ...unpacked, folder: "" }, programs))).toEqual([
      "missing-configuration",
      "sentinel.hcl not found: it must be in the folder that is packed, or that policies-path names",
    ]);
  });

  it("is refused beyond the number of entries and of bytes", async () => {
    const bytes = packed({ "sentinel.hcl": "", "a.sentinel": "main = true" });
    const few = { ...archivedSetLimits, entries: 2 };
    expect((await fault(() => unpackPolicySet(bytes, "", undefined, few)))[1]).toContain(
      "2 entries",
    );
    const small = { ...archivedSetLimits, totalBytes: 1024 };
    expect((await fault(() => unpackPolicySet(bytes, "", undefined, small)))[1]).toContain(
      "1024 bytes",
    );
    expect(archivedSetLimits).toMatchObject({ entries: 10_000, totalBytes: 100 * 1024 * 1024 });
  });

  it.each([
    [
      "has no configuration",
      { "policies/sentinel.hcl": "" },
      "missing-configuration",
      "sentinel.hcl not found: it must be in the folder that is packed, or that policies-path names",
    ],
    [
      "has a malformed configuration",
      { "sentinel.hcl": 'policy "a" {\n  level = 1\n}' },
      "invalid-configuration",
      'sentinel.hcl:2:3: unknown attribute "level" in "policy"\n  hint: known here: source, enforcement_level, params',
    ],
    [
      "names a file that is not there",
      { "sentinel.hcl": listing("./policies/tags.sentinel") },
      "invalid-configuration",
      'sentinel.hcl:1:1: source "./policies/tags.sentinel" of "tags" cannot be read: there is no such file',
    ],
    [
      "names a file outside",
      { "sentinel.hcl": listing("../../../../../../etc/passwd") },
      "invalid-configuration",
      'sentinel.hcl:1:1: source "../../../../../../etc/passwd" of "tags" cannot be read: there is no such file',
    ],
    [
      "names a file of the machine",
      { "sentinel.hcl": listing("/etc/passwd") },
      "invalid-configuration",
      'sentinel.hcl:1:1: source "/etc/passwd" of "tags" cannot be read: there is no such file',
    ],
    [
      "names a remote source",
      { "sentinel.hcl": listing("https://example.org/tags.sentinel") },
      "invalid-configuration",
      'sentinel.hcl:1:1: source "https://example.org/tags.sentinel" of "tags" is remote and was not fetched; copy it and name the file',
    ],
    [
      "names a plan",
      {
        "sentinel.hcl": `${listing("a.sentinel")}sentinel {\n  features = { terraform = true }\n}\nimport "plugin" "tfplan/v2" {\n  config = { plan_path = "/etc/passwd" }\n}\n`,
        "a.sentinel": "main = true",
      },
      "invalid-configuration",
      'sentinel.hcl:8:1: import "tfplan/v2" names a plan, and each run brings its own; remove the block',
    ],
    [
      "has a plugin",
      {
        "sentinel.hcl": `${listing("a.sentinel")}import "plugin" "x" {\n  source = "./run"\n}\n`,
        "a.sentinel": "main = true",
        run: "",
      },
      "invalid-configuration",
      'sentinel.hcl:5:1: "x" is a plugin, and plugins are not started; replace it with a mock',
    ],
    [
      "lists nothing",
      { "sentinel.hcl": "" },
      "invalid-configuration",
      '"sentinel.hcl" lists no policies; add a block such as: policy "name" { … }',
    ],
  ])("is refused when it %s", async (_, files, code, message) => {
    expect(await fault(() => inspect(files as Record<string, string>))).toEqual([code, message]);
  });

  it("is refused when policies do not compile, each with its place", async () => {
    const [code, message] = await fault(() =>
      inspect({
        "sentinel.hcl": 'policy "a" {}\npolicy "b" {}\npolicy "c" {}\n',
        "a.sentinel": "main = true\n",
        "b.sentinel": "x = 1\nmain = = true\n",
        "c.sentinel": "main = rule { unknown_name }\n",
      }),
    );
    expect(code).toBe("invalid-policy");
    expect(message).toContain("./b.sentinel:2:8: ");
  });

  it("is refused with too many policies", async () => {
    const names = Array.from({ length: MAX_ARCHIVED_POLICIES + 1 }, (_, index) => `p${index}`);
    const hcl = names.map((name) => `policy "${name}" {\n  source = "a.sentinel"\n}\n`).join("");
    const [code, message] = await fault(() =>
      inspect({ "sentinel.hcl": hcl, "a.sentinel": "main = true" }),
    );
    expect([code, message]).toEqual([
      "invalid-configuration",
      "1001 policies are listed, and 1000 may be; split the policy set",
    ]);
  });
});

describe("an archived policy set for OPA", () => {
  const inspectOpa = async (files: Readonly<Record<string, string>>) =>
    inspectOpaSet(await unpackPolicySet(packed(files)));

  it("lists its policies", async () => {
    const hcl = 'policy "a" {\n  query = "data.a"\n  enforcement_level = "mandatory"\n}\n';
    expect(await inspectOpa({ "policies.hcl": hcl, "a.rego": "package a" })).toEqual([
      { name: "a", level: "mandatory" },
    ]);
  });

  it.each([
    [{ "sentinel.hcl": "" }, "missing-configuration", "policies.hcl not found"],
    [{ "policies.hcl": "" }, "invalid-configuration", "lists no policies"],
    [{ "policies.hcl": "policy {}" }, "invalid-configuration", "policies.hcl:1:1: "],
  ])("is refused for %j", async (files, code, message) => {
    const found = await fault(() => inspectOpa(files as Record<string, string>));
    expect(found[0]).toBe(code);
    expect(found[1]).toContain(message);
  });
});
