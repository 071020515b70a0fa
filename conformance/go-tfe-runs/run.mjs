// Asks for runs through the official Go client, as its own tests do that need a server that plans.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, withFolder, withServer } from "../harness.mjs";

const client = fileURLToPath(new URL("client/", import.meta.url));

export const goTfeRuns = {
  name: "go-tfe-runs",
  requires: ["go"],
  run() {
    return withFolder(async (folder) => {
      const binary = join(folder, "client");
      run("go", ["build", "-o", binary, "."], { cwd: client });
      const seen = await withServer(({ url, token }) =>
        run(binary, [], { env: { TFE_ADDRESS: url, TFE_TOKEN: token } }),
      );
      return `${seen.trimEnd().split("\n").length} things are as the client expects`;
    });
  },
};
