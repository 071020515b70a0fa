import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../harness.mjs";

/** What docs/nomad-gateway.md shows is typed as it stands, at a server that was started as it says. */
export const page = {
  async "the page for operators shows what works"({ address, token }) {
    const text = readFileSync(join(root, "docs/nomad-gateway.md"), "utf8");
    const [start, ...scripts] = [...text.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(
      ([, script]) => script,
    );
    assert.match(start, /^portcullis serve --nomad-upstream \S+ --nomad-listen \S+$/m);
    assert.equal(scripts.length, 2);
    for (const script of scripts) {
      const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", script], {
        cwd: root,
        encoding: "utf8",
        env: {
          PATH: process.env.PATH,
          HOME: "/nonexistent",
          NOMAD_ADDR: address,
          NOMAD_TOKEN: token,
        },
      });
      assert.equal(status, 0, `${script}\n${stdout}${stderr}`);
    }
  },
};
