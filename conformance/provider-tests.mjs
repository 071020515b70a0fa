// Runs listed acceptance tests of a Terraform provider, unmodified, with the real Terraform. The provider's
// tests are compiled as `provider.test` in the folder of their package, which needs files beside it.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Runs the tests that `list` names and says what came of them; throws if one ends as it must not, or does
 * not run. `folder` is that of the package.
 */
export async function runProviderTests(list, folder, environment) {
  const expected = readTests(list);
  const output = await outputOf(
    "./provider.test",
    ["-test.v", "-test.timeout=60m", `-test.run=^(${[...expected.keys()].join("|")})$`],
    { cwd: folder, env: { ...process.env, TF_ACC: "1", CHECKPOINT_DISABLE: "1", ...environment } },
  );
  const results = resultsIn(output);
  const complaints = [...expected].flatMap(([name, reason]) => {
    const outcome = results.get(name) ?? "did not run";
    if (reason === null) return outcome === "PASS" ? [] : [`${name}: ${outcome}`];
    return outcome === "FAIL" ? [] : [`${name} is expected to fail: ${outcome}`];
  });
  if (complaints.length > 0) throw new Error(`${complaints.join("\n")}\n${output}`);
  const failures = [...expected.values()].filter((reason) => reason !== null).length;
  return `${expected.size - failures} tests passed, ${failures} failed as expected`;
}

/** Names, each with the reason why it must fail, or null. */
function readTests(list) {
  const lines = readFileSync(list, "utf8").split("\n");
  return new Map(
    lines
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => {
        const [name, ...reason] = line.split(": ");
        return [name, reason.length === 0 ? null : reason.join(": ")];
      }),
  );
}

/** What came of each test. Only tests without subtests are listed, so that each name has one line. */
function resultsIn(output) {
  const lines = output.matchAll(/^--- (PASS|FAIL|SKIP): (\S+)/gm);
  return new Map([...lines].map(([, outcome, name]) => [name, outcome]));
}

/** All that a command prints; a failing one is no error of its own here. */
function outputOf(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", () => resolve(output));
  });
}
