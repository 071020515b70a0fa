import assert from "node:assert/strict";
import { volume } from "../jobs.mjs";

/** Host volumes; those of CSI need a plugin, and a fake Nomad stands in for it in the tests. */
export const volumes = {
  async "a volume that passes is created"({ nomad }) {
    const { code, output } = await nomad(["volume", "create", "-detach", "-"], {
      input: volume("data", "0750"),
    });
    assert.equal(code, 0, output);
    assert.match((await nomad(["volume", "status", "-type", "host"])).output, /data/);
  },

  async "one that fails is refused"({ nomad }) {
    const { code, output } = await nomad(["volume", "create", "-detach", "-"], {
      input: volume("open-to-all", "0777"),
    });
    assert.equal(code, 1);
    assert.match(output, /1 error occurred:\n\t\* closed-volumes : Result: false\n/);
    assert.doesNotMatch((await nomad(["volume", "status", "-type", "host"])).output, /open-to-all/);
  },
};
