import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { PluginError, PluginProcess } from "./plugin-process.js";

const folder = mkdtempSync(join(tmpdir(), "portcullis-plugin-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a program that is written here, and returns why it is no plugin. */
async function problemOf(script: string): Promise<string> {
  const path = join(folder, "program");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  try {
    (await PluginProcess.start({ path, args: [], env: {} })).stop();
    return "nothing";
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    return error.message;
  }
}

describe("a program that is no plugin", () => {
  it.each([
    ["echo hello; sleep 60", /^it does not speak the protocol of plugins/],
    [
      "echo '1|2|unix|/tmp/x|grpc'; sleep 60",
      /^it speaks version 2 of the protocol, and 3 is needed/,
    ],
    ["echo '1|3|unix|/tmp/x|netrpc'; sleep 60", /^it speaks version 3|^it does not/],
    [
      "echo '1|3|tcp|10.0.0.1:80|grpc'; sleep 60",
      /^it listens where other machines could reach it/,
    ],
    ["echo '1|3|tcp|evil.example:80|grpc'; sleep 60", /^it listens where other machines/],
    ["echo no such file >&2; exit 4", /^it ended with exit code 4: no such file$/],
  ])("is told so: %s", async (script, problem) => expect(await problemOf(script)).toMatch(problem));

  it("is told so when there is none", async () => {
    const start = PluginProcess.start({ path: join(folder, "none"), args: [], env: {} });
    await expect(start).rejects.toThrow(/^it could not be started: there is no such file$/);
  });

  it("gets the cookie, what it is given, and nothing else of our environment", async () => {
    process.env.SECRET_OF_OURS = "secret";
    const shown = await problemOf('env | sort | tr "\\n" " " >&2; exit 1');
    delete process.env.SECRET_OF_OURS;
    expect(shown).toContain("SENTINEL_PLUGIN_MAGIC_COOKIE=2b7847b7");
    expect(shown).not.toContain("secret");
  });

  it("answers no call when nothing listens", async () => {
    const path = join(folder, "deaf");
    writeFileSync(path, `#!/bin/sh\necho '1|3|unix|${folder}/none|grpc'\nsleep 60\n`);
    chmodSync(path, 0o755);
    const plugin = await PluginProcess.start({ path, args: [], env: {} });
    await expect(plugin.call("Get", new Uint8Array(), 2000)).rejects.toThrow(PluginError);
    plugin.stop();
    await expect(plugin.call("Get", new Uint8Array(), 2000)).rejects.toThrow(/stopped|ended/);
  });
});
