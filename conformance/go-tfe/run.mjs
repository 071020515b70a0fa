// Runs listed integration tests of the official Go client, unmodified, against a server of its own.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { run, withFolder, withServer } from "../harness.mjs";

const VERSION = "v1.109.0";

export const goTfe = {
  name: `go-tfe ${VERSION}`,
  requires: ["go"],
  async run() {
    const tests = readFileSync(new URL("tests.txt", import.meta.url), "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    const folder = await download();
    const events = await withServer((server) => test(folder, tests, server));
    const ended = (action) => events.filter((event) => event.Action === action);
    const failed = ended("fail").flatMap(({ Test }) => (Test === undefined ? [] : [Test]));
    const passed = new Set(ended("pass").map(({ Test }) => Test));
    const missing = tests.filter((name) => !passed.has(name) && !failed.includes(name));
    if (failed.length + missing.length > 0) {
      const output = events.map(({ Output = "" }) => Output).join("");
      throw new Error(`failed: ${failed.join(", ")}; not run: ${missing.join(", ")}\n${output}`);
    }
    const subtests = [...passed].filter((name) => name?.includes("/"));
    return `${tests.length} tests and ${subtests.length} subtests passed`;
  },
};

/** The module's folder, fetched by the go command into its own cache. */
async function download() {
  return withFolder((folder) => {
    run("go", ["mod", "init", "acceptance"], { cwd: folder });
    const args = ["mod", "download", "-json", `github.com/hashicorp/go-tfe@${VERSION}`];
    return JSON.parse(run("go", args, { cwd: folder })).Dir;
  });
}

/** The events of a test run; a failing run is no error of its own here. */
function test(cwd, tests, { url, token }) {
  return new Promise((resolve, reject) => {
    const args = ["test", "-json", "-count=1", "-run", `^(${tests.join("|")})$`, "."];
    const child = spawn("go", args, {
      cwd,
      env: {
        ...process.env,
        GOFLAGS: "-mod=mod",
        ENABLE_BETA: "1",
        TFE_ADDRESS: url,
        TFE_TOKEN: token,
        TFE_ADMIN_PROVISION_LICENSES_TOKEN: token,
      },
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.once("error", reject);
    child.once("close", () => {
      const lines = output.split("\n").filter((line) => line !== "");
      resolve(
        lines.map((line) => (line.startsWith("{") ? JSON.parse(line) : { Output: `${line}\n` })),
      );
    });
  });
}
