// Plans configurations with the real Terraform and checks the plans with policies that know them. What
// is planned is built into Terraform, so that no registry is needed.
//
// A scenario is a folder: `applied` is made to exist first, `configuration` is planned, and each policy
// beside them must pass over the plan and over mocks that were made of it.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { portcullis, root, run, withFolder } from "../harness.mjs";

const here = join(root, "conformance/terraform/scenarios");

const scenarios = [
  { name: "create", configuration: "create/configuration" },
  {
    name: "change",
    applied: "change/applied",
    configuration: "change/configuration",
    damaged: true,
  },
  { name: "destroy", applied: "change/applied", planFlags: ["-destroy"], hasOwnState: true },
];

export const terraform = {
  name: "terraform",
  requires: ["terraform"],
  async run() {
    let policies = 0;
    for (const scenario of scenarios) policies += await withFolder((at) => play(scenario, at));
    const { terraform_version: version } = JSON.parse(run("terraform", ["version", "-json"]));
    return `${scenarios.length} plans of Terraform ${version} are as ${policies} policies expect`;
  },
};

function play({ name, applied, configuration, damaged, planFlags = [], hasOwnState }, folder) {
  const work = join(folder, "work");
  const use = (source) => cpSync(join(here, source), work, { recursive: true, force: true });
  const terraform = (...args) =>
    run("terraform", args, { cwd: work, env: { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" } });

  use(applied ?? configuration);
  terraform("init", "-input=false", "-no-color");
  if (applied !== undefined) terraform("apply", "-auto-approve", "-input=false", "-no-color");
  if (damaged) damage(join(work, "terraform.tfstate"));
  if (configuration !== undefined) use(configuration);
  terraform("plan", "-input=false", "-no-color", "-out=tfplan", ...planFlags);

  const write = (file, text) => {
    writeFileSync(join(folder, file), text);
    return join(folder, file);
  };
  const data = [
    `-plan=${write("plan.json", terraform("show", "-json", "tfplan"))}`,
    `-schemas=${write("schemas.json", terraform("providers", "schema", "-json"))}`,
    `-run=${write("run.json", JSON.stringify({ id: "run-1", workspace: { name: "acceptance" } }))}`,
  ];
  if (hasOwnState) data.push(`-state=${write("state.json", terraform("show", "-json"))}`);

  const policies = readdirSync(join(here, name)).filter((file) => file.endsWith(".sentinel"));
  checkAll(join(here, name), policies, data, folder);
  return policies.length;
}

/** Each policy passes, over the data itself and over mocks of it. */
function checkAll(source, policies, data, folder) {
  const set = join(folder, "policies");
  cpSync(source, set, { recursive: true });
  const entry = (file) =>
    `policy "${file.replace(".sentinel", "")}" {\n  source = "./${file}"\n  enforcement_level = "hard-mandatory"\n}\n`;
  writeFileSync(join(set, "sentinel.hcl"), policies.map(entry).join(""));
  run(process.execPath, [portcullis, "check", `-policies=${set}`, ...data]);

  const mocks = join(folder, "mocks");
  run(process.execPath, [portcullis, "mocks", `-out=${mocks}`, ...data]);
  for (const file of policies) {
    const args = ["apply", `-config=${join(mocks, "sentinel.hcl")}`, join(set, file)];
    run(process.execPath, [portcullis, ...args], { cwd: mocks });
  }
}

/** What a failed apply leaves behind: an object that replaced another halfway, and one that is tainted. */
function damage(path) {
  const state = JSON.parse(readFileSync(path, "utf8"));
  for (const { name, instances } of state.resources) {
    if (name === "kept") instances.push({ ...instances[0], deposed: "deadbeef" });
    if (name === "tainted") instances[0].status = "tainted";
  }
  rmSync(path);
  writeFileSync(path, JSON.stringify({ ...state, serial: state.serial + 1 }));
}
