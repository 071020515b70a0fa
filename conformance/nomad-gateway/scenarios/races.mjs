import assert from "node:assert/strict";
import { service } from "../jobs.mjs";

/** Several who change the same job at once. */
export const races = {
  async "of two clients that guard their write one wins"({ run, api }) {
    const { JobModifyIndex } = await api("/v1/job/shop");
    const both = await Promise.all(
      ["a", "b"].map((marker) =>
        run(service("shop", { marker }), ["-check-index", `${JobModifyIndex}`]),
      ),
    );
    assert.deepEqual(both.map(({ code }) => code).sort(), [0, 1]);
    const loser = both.find(({ code }) => code === 1);
    assert.match(
      loser.output,
      /Enforcing job modify index \d+: job exists with conflicting job modify index: \d+/,
    );
    assert.match(loser.output, /Job not updated/);
  },

  async "of many that do not each is judged, and all succeed or are told of the conflict"({
    run,
    api,
  }) {
    const before = (await api("/v1/job/shop")).Version;
    const all = await Promise.all(
      Array.from({ length: 4 }, (_, i) => run(service("shop", { marker: `${i}` }))),
    );
    const succeeded = all.filter(({ code }) => code === 0).length;
    assert.ok(succeeded >= 1);
    for (const { code, output } of all)
      if (code !== 0) assert.match(output, /Enforcing job modify index/);
    assert.equal((await api("/v1/job/shop")).Version, before + succeeded);
  },
};
