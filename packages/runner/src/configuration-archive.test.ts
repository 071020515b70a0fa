import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { archivedSetLimits } from "./archived-policy-set.js";
import { configurationArchiveProblem } from "./configuration-archive.js";

describe("the archive of a configuration", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-configuration-"));
    mkdirSync(join(folder, "live/app"), { recursive: true });
    writeFileSync(join(folder, "provider.tf"), 'provider "null" {}\n');
    writeFileSync(join(folder, "live/app/main.tf"), 'resource "null_resource" "a" {}\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What the system's own tar makes of the folder. */
  const packed = () => {
    const archive = join(tmpdir(), `${folder.split("/").at(-1)}.tar.gz`);
    execFileSync("tar", ["-czf", archive, "-C", folder, "."]);
    const bytes = readFileSync(archive);
    rmSync(archive);
    return bytes;
  };

  it("is sound, with links from one of its folders to another", async () => {
    symlinkSync("../../provider.tf", join(folder, "live/app/provider.tf"));
    let signs = 0;
    expect(await configurationArchiveProblem(packed(), () => signs++)).toBeUndefined();
    expect(signs).toBeGreaterThan(0);
  });

  it("has no link that leaves it", async () => {
    symlinkSync("../../../secrets", join(folder, "live/app/secrets"));
    expect(await configurationArchiveProblem(packed())).toMatch(
      /^entry "live\/app\/secrets" .*link/,
    );
  });

  it("is gzip and tar to its end", async () => {
    const whole = packed();
    expect(await configurationArchiveProblem(Buffer.from("archive"))).toMatch(/not valid gzip/);
    expect(await configurationArchiveProblem(gzipSync("archive"))).toMatch(/not valid tar/);
    expect(await configurationArchiveProblem(whole.subarray(0, whole.length - 20))).toMatch(
      /^the archive is not valid/,
    );
  });

  it("is bounded as the archive of a policy set is", async () => {
    const limits = { ...archivedSetLimits, entries: 2 };
    expect(await configurationArchiveProblem(packed(), () => {}, limits)).toMatch(
      /more than 2 entries/,
    );
  });
});
