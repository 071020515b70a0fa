// Runs `nomad sentinel …`, the open-source command as it is, against a server of its own, and against one
// of another region that keeps a copy.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run, withFolder, withServer } from "../harness.mjs";
import { policy, steps } from "./commands.mjs";

/** How long a copy may lag behind, on a machine that has much else to do. */
const PATIENCE_MS = 20_000;

export const nomadPolicies = {
  name: "nomad-policies",
  requires: ["nomad"],
  async run() {
    const version = run("nomad", ["version"]).split("\n")[0];
    await withFolder((folder) => {
      const file = join(folder, "policy.sentinel");
      writeFileSync(file, policy);
      return withServer((server) => playAll(server, file), {
        PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0",
      });
    });
    return `${steps.length} commands of ${version} say what they should, and those of another region`;
  },
};

async function playAll(server, file) {
  for (const step of steps) play(step, server, file);
  await followFrom(server, file);
}

/** A server of another region shows what the first one has, and hands on what is written. */
async function followFrom({ nomadUrl, token }, file) {
  const environment = {
    PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0",
    PORTCULLIS_REGION: "eu",
    PORTCULLIS_AUTHORITATIVE_REGION: "global",
    PORTCULLIS_REGION_ADDRESSES: `global=${nomadUrl}`,
    PORTCULLIS_REPLICATION_TOKEN: token,
  };
  await withServer(async (eu) => {
    const ask = (...args) => sentinel(args, eu, {}, "").stdout;
    const until = async (text, ...args) => {
      for (const end = Date.now() + PATIENCE_MS; ask(...args) !== text; await sleep(100))
        if (Date.now() > end) throw new Error(`${args.join(" ")} said ${ask(...args)}`);
    };
    await until(`${policy}\n`, "read", "-raw", "count-limits");
    play(
      {
        args: ["delete", "count-limits"],
        out: 'Successfully deleted "count-limits" Sentinel policy!\n',
      },
      eu,
      file,
    );
    play({ args: ["list", "-region", "global"], out: "No policies found\n" }, eu, file);
    await until("No policies found\n", "list");
  }, environment);
}

function play({ args, stdin = "", env = {}, token, out = "", error = "" }, server, file) {
  const asked = args.map((each) => (each === "{policy}" ? file : each));
  if (token === "argument") asked.splice(1, 0, `-token=${server.token}`);
  const { status, stdout, stderr } = sentinel(asked, server, env, stdin);
  const isError = error !== "";
  const isAsExpected =
    status === (isError ? 1 : 0) &&
    stdout === out &&
    (error instanceof RegExp ? error.test(stderr) : stderr === error);
  if (isAsExpected) return;
  const expected = isError ? error : out;
  throw new Error(
    `nomad sentinel ${args.join(" ")} ended with ${status} and said\n${stdout}${stderr}instead of\n${expected}`,
  );
}

function sentinel([command, ...args], { nomadUrl, token }, env, input) {
  return spawnSync("nomad", ["sentinel", command, ...args], {
    encoding: "utf8",
    input,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NOMAD_ADDR: nomadUrl,
      NOMAD_TOKEN: token,
      NOMAD_CLI_NO_COLOR: "1",
      ...env,
    },
  });
}
