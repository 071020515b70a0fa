import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder, withServer } from "../harness.mjs";
import { runProviderTests } from "../provider-tests.mjs";

const VERSION = "v0.79.0";

/** The folder of the provider's package `internal/provider`. */
const variable = "PORTCULLIS_TERRAFORM_PROVIDER_TFE";

export const terraformProviderTfe = {
  name: `terraform-provider-tfe ${VERSION}`,
  requires: ["terraform"],
  variables: [variable],
  run: () => withFolder((folder) => withServer((server) => test(folder, server))),
};

function test(folder, { url, token }) {
  // The identity of a resource names the host that answers, and the tests compare it with this name.
  const hostname = new URL(url).host;
  const services = ["tfe.v2", "tfe.v2.1", "tfe.v2.2"].map((id) => `"${id}" = "${url}/api/v2/"`);
  const configuration = join(folder, "terraform.tfrc");
  writeFileSync(
    configuration,
    `host "${hostname}" {\n  services = {\n    ${services.join("\n    ")}\n  }\n}\n`,
  );
  return runProviderTests(new URL("tests.txt", import.meta.url), process.env[variable], {
    TF_CLI_CONFIG_FILE: configuration,
    ENABLE_TFE: "1",
    ENABLE_BETA: "1",
    TFE_HOSTNAME: hostname,
    TFE_ADDRESS: url,
    TFE_TOKEN: token,
    TFE_ADMIN_SITE_ADMIN_TOKEN: token,
    TFE_ADMIN_VERSION_MAINTENANCE_TOKEN: token,
  });
}
