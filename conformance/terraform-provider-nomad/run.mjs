import { createServer } from "node:http";
import { withServer } from "../harness.mjs";
import { runProviderTests } from "../provider-tests.mjs";

/** The folder of the provider's package `nomad`. */
const variable = "PORTCULLIS_TERRAFORM_PROVIDER_NOMAD";

export const terraformProviderNomad = {
  name: "terraform-provider-nomad",
  requires: ["terraform"],
  variables: [variable],
  run: () =>
    withPaidNomad((nomad) =>
      withServer(
        ({ nomadUrl, token }) =>
          runProviderTests(new URL("tests.txt", import.meta.url), process.env[variable], {
            NOMAD_ADDR: nomadUrl,
            NOMAD_TOKEN: token,
          }),
        { PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0", PORTCULLIS_NOMAD_UPSTREAM: nomad },
      ),
    ),
};

/**
 * Behind the gateway, what lists one node of the paid edition: the tests ask for the version of a node, and
 * skip themselves where nobody would serve policies. They ask it for nothing else.
 */
async function withPaidNomad(use) {
  const nodes = JSON.stringify([{ ID: "n1", Name: "n1", Version: "2.0.6+ent", Status: "ready" }]);
  const server = createServer((request, response) => {
    const isList = request.url.startsWith("/v1/nodes");
    response.writeHead(isList ? 200 : 404, { "content-type": "application/json" });
    response.end(isList ? nodes : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
