// Installs the package as a user would, in an empty folder, and runs what README begins with, and a server.

import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { root, run, withFolder, withServer } from "../harness.mjs";

const command = "apply -param day=monday examples/first-policy/working-hours.sentinel";

export const published = {
  name: "package",
  requires: ["npm", "a registry"],
  isThere: (what) => spawnSync("npm", [what === "npm" ? "version" : "ping"]).status === 0,
  run() {
    return withFolder(async (folder) => {
      const archive = run(process.execPath, [join(root, "scripts/pack.mjs"), folder]).trim();
      const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
      run("npm", ["install", ...quiet, archive], { cwd: folder });
      cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
      const told = run("npx", ["--no-install", "portcullis", ...command.split(" ")], {
        cwd: folder,
      });
      if (!told.startsWith("Pass - ")) throw new Error(`"portcullis ${command}" says: ${told}`);
      const program = join(folder, "node_modules/portcullis/bin/portcullis.js");
      const ping = ({ url }) => fetch(`${url}/api/v2/ping`);
      const { status } = await withServer(ping, {}, program);
      if (status >= 300) throw new Error(`its server answers with ${status}`);
      return `${basename(archive)} is installed, checks a policy and serves`;
    });
  },
};
