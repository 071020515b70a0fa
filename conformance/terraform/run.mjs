// Plans a configuration with the real Terraform and checks the plan with policies that know it.

import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { portcullis, root, run, withFolder } from "../harness.mjs";

const here = join(root, "conformance/terraform");

export const terraform = {
  name: "terraform",
  requires: ["terraform"],
  async run() {
    return withFolder((folder) => {
      const options = { cwd: folder, env: { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" } };
      cpSync(join(here, "configuration"), folder, { recursive: true });
      run("terraform", ["init", "-input=false", "-no-color"], options);
      run("terraform", ["plan", "-input=false", "-no-color", "-out=tfplan"], options);
      writeFileSync(
        join(folder, "plan.json"),
        run("terraform", ["show", "-json", "tfplan"], options),
      );
      const check = [
        "check",
        "--policies",
        join(here, "policies"),
        "--plan",
        join(folder, "plan.json"),
      ];
      run(process.execPath, [portcullis, ...check]);
      const { terraform_version: version } = JSON.parse(
        run("terraform", ["version", "-json"], options),
      );
      return `a plan of Terraform ${version} is as expected`;
    });
  },
};
