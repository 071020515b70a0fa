import assert from "node:assert/strict";
import { batch, policies, service } from "../jobs.mjs";

/** What passes, warns, refuses and is overridden, as the command shows it. */
export const enforcement = {
  async "policies are kept by the command"({ nomad }) {
    for (const [name, [scope, level, text]] of Object.entries(policies)) {
      const args = ["sentinel", "apply", "-scope", scope, "-level", level, name, "-"];
      const { code, output } = await nomad(args, { input: text });
      assert.deepEqual([code, output], [0, `Successfully wrote "${name}" Sentinel policy!\n`]);
    }
    const variable = ["var", "put", "nomad/sentinel/limits", "priority=90"];
    assert.equal((await nomad(variable)).code, 0);
  },

  async "a job that passes runs, without a warning"({ run }) {
    const { code, output } = await run(service("shop"));
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /Warnings/);
  },

  async "an advisory failure warns"({ run }) {
    const { code, output } = await run(service("orphan", { team: null }));
    assert.equal(code, 0, output);
    assert.match(
      output,
      /Job Warnings:\n1 warning:\n\n\* has-team : Result: false\n\nPrint messages:\n\nthis job belongs to nobody\n/,
    );
  },

  async "a soft failure refuses"({ run, nomad }) {
    const { code, output } = await run(batch);
    assert.equal(code, 1);
    assert.match(
      output,
      /Unexpected response code: 500 \(1 error occurred:\n\t\* no-batch : Result: false\n/,
    );
    assert.match((await nomad(["job", "status", "report"])).output, /No job\(s\) with prefix/);
  },

  async "an overridden soft failure warns"({ run }) {
    const { code, output } = await run(batch, ["-policy-override"]);
    assert.equal(code, 0, output);
    assert.match(output, /Job Warnings:\n1 warning:\n\n\* no-batch : Result: false\n/);
  },

  async "a hard failure refuses, overridden or not, and changes nothing"({ run, api }) {
    const before = await api("/v1/job/shop");
    for (const flags of [[], ["-policy-override"]]) {
      const { code, output } = await run(service("shop", { count: 7 }), flags);
      assert.equal(code, 1);
      assert.match(
        output,
        /\* limit : Result: false\n\nlimit:1:1 - Rule "main"\n {2}Value:\n {4}false/,
      );
    }
    const after = await api("/v1/job/shop");
    assert.deepEqual(
      [after.Version, after.JobModifyIndex],
      [before.Version, before.JobModifyIndex],
    );
  },

  async "all failures are told together"({ run }) {
    const { output } = await run(service("shop", { count: 7, priority: 95 }));
    assert.match(
      output,
      /2 errors occurred:\n\t\* limit : Result: false\n[\s\S]*\t\* reads-a-variable : Result: false\n/,
    );
  },

  async "plans show what a run would meet"({ plan }) {
    assert.equal((await plan(service("shop", { count: 2 }))).code, 1);
    assert.equal((await plan(service("shop"))).code, 0);
    const refused = await plan(service("shop", { count: 7 }));
    assert.deepEqual([refused.code, /\* limit : Result: false/.test(refused.output)], [255, true]);
    const warned = await plan(service("shop", { team: null }));
    assert.match(warned.output, /\* has-team : Result: false/);
    assert.equal((await plan(batch)).code, 255);
    // The batch is there already, as it is.
    assert.equal((await plan(batch, ["-policy-override"])).code, 0);
  },

  async "an earlier version comes back only if it passes"({ run, direct, nomad, api }) {
    // Registered around the gateway, as before there were policies.
    const file = await run.file(service("shop", { count: 7, marker: "too many" }));
    assert.equal((await direct(["job", "run", "-detach", file])).code, 0);
    assert.equal((await run(service("shop", { marker: "fine" }))).code, 0);
    const { Version } = await api("/v1/job/shop");
    const refused = await nomad(["job", "revert", "-detach", "shop", `${Version - 1}`]);
    assert.deepEqual([refused.code, /\* limit : Result: false/.test(refused.output)], [1, true]);
    assert.equal((await api("/v1/job/shop")).Version, Version);
    const accepted = await nomad(["job", "revert", "-detach", "shop", "0"]);
    assert.equal(accepted.code, 0, accepted.output);
    assert.equal((await api("/v1/job/shop")).Version, Version + 1);
  },

  async "scaling, dispatching, evaluating and tagging pass"({ nomad, api }) {
    const works = async (args) => {
      const { code, output } = await nomad(args);
      assert.equal(code, 0, output);
    };
    await works(["job", "scale", "-detach", "shop", "web", "6"]);
    assert.equal((await api("/v1/job/shop")).TaskGroups[0].Count, 6);
    await works(["job", "scale", "-detach", "shop", "web", "1"]);
    await works(["job", "dispatch", "-detach", "-meta", "day=monday", "report"]);
    await works(["job", "eval", "-detach", "shop"]);
    const tag = await nomad([
      "job",
      "tag",
      "apply",
      "-name",
      "golden",
      "-version",
      "0",
      "-description",
      "the first",
      "shop",
    ]);
    assert.equal(tag.code, 0, tag.output);
    const { Versions } = await api("/v1/job/shop/versions");
    assert.deepEqual(Versions.at(-1).VersionTag.Description, "the first");
  },

  async "what only passes is the same as without the gateway"({ nomad, direct }) {
    for (const args of [
      ["job", "inspect", "shop"],
      ["node", "status", "-json"],
      ["namespace", "list"],
      ["operator", "raft", "list-peers"],
      ["job", "history", "-json", "shop"],
      ["var", "get", "-out", "json", "nomad/sentinel/limits"],
    ]) {
      const [through, around] = [await nomad(args), await direct(args)];
      const said = [through, around].map(({ code, output }) => [code, linesOf(output)]);
      assert.deepEqual(said[0], said[1], args.join(" "));
    }
  },

  async "a job is stopped and purged"({ nomad }) {
    assert.equal((await nomad(["job", "stop", "-detach", "-purge", "orphan"])).code, 0);
  },
};

/** Nomad itself writes the members of maps in any order, and addresses as it was asked. */
function linesOf(output) {
  return output
    .split("\n")
    .map((line) => line.replace(/,$/, "").replace(/http:\/\/[\d.:]+/, ""))
    .sort();
}
