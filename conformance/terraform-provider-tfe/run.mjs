// Runs listed acceptance tests of the Terraform provider, unmodified, with the real Terraform against a
// server of its own. The provider's compiled tests are found through a variable.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder, withServer } from "../harness.mjs";

const VERSION = "v0.79.0";

/** The folder of the provider's package `internal/provider`, with its tests compiled as `provider.test`. */
const variable = "PORTCULLIS_TERRAFORM_PROVIDER_TFE";

export const terraformProviderTfe = {
  name: `terraform-provider-tfe ${VERSION}`,
  requires: ["terraform"],
  variables: [variable],
  async run() {
    const expected = readTests();
    const outcomes = await withFolder((folder) =>
      withServer((server) => test(folder, [...expected.keys()], server)),
    );
    const complaints = [...expected].flatMap(([name, reason]) => {
      const outcome = outcomes.results.get(name) ?? "did not run";
      if (reason === null) return outcome === "PASS" ? [] : [`${name}: ${outcome}`];
      return outcome === "FAIL" ? [] : [`${name} is expected to fail: ${outcome}`];
    });
    if (complaints.length > 0) throw new Error(`${complaints.join("\n")}\n${outcomes.output}`);
    const failures = [...expected.values()].filter((reason) => reason !== null).length;
    return `${expected.size - failures} tests passed, ${failures} failed as expected`;
  },
};

/** Names, each with the reason why it must fail, or null. */
function readTests() {
  const lines = readFileSync(new URL("tests.txt", import.meta.url), "utf8").split("\n");
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
async function test(folder, names, { url, token }) {
  // The identity of a resource names the host that answers, and the tests compare it with this name.
  const hostname = new URL(url).host;
  const services = ["tfe.v2", "tfe.v2.1", "tfe.v2.2"].map((id) => `"${id}" = "${url}/api/v2/"`);
  const configuration = join(folder, "terraform.tfrc");
  writeFileSync(
    configuration,
    `host "${hostname}" {\n  services = {\n    ${services.join("\n    ")}\n  }\n}\n`,
  );
  const output = await outputOf("./provider.test", ["-test.v", "-test.timeout=60m", run(names)], {
    TF_ACC: "1",
    TF_CLI_CONFIG_FILE: configuration,
    CHECKPOINT_DISABLE: "1",
    ENABLE_TFE: "1",
    ENABLE_BETA: "1",
    TFE_HOSTNAME: hostname,
    TFE_ADDRESS: url,
    TFE_TOKEN: token,
    TFE_ADMIN_SITE_ADMIN_TOKEN: token,
    TFE_ADMIN_VERSION_MAINTENANCE_TOKEN: token,
  });
  const lines = output.matchAll(/^--- (PASS|FAIL|SKIP): (\S+)/gm);
  return { output, results: new Map([...lines].map(([, outcome, name]) => [name, outcome])) };
}

const run = (names) => `-test.run=^(${names.join("|")})$`;

/** All that a command prints; a failing one is no error of its own here. */
function outputOf(command, args, environment) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(command, args, { cwd: process.env[variable], env });
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
