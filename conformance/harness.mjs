// What harnesses share: finding tools, running commands, and a server to run them against.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const portcullis = join(root, "packages/cli/bin/portcullis.js");

/** Names the folder that holds a clone of each public policy library. */
export const corporaVariable = "PORTCULLIS_CORPORA";

/** Whether a program is on the machine. */
export function has(program) {
  return spawnSync("which", [program], { stdio: "ignore" }).status === 0;
}

/** Runs a command to its end; throws with all that it printed if the exit code is not `expected`. */
export function run(command, args, { expected = 0, ...options } = {}) {
  const result = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    ...options,
    env: { ...process.env, ...options.env },
  });
  if (result.error) throw result.error;
  if (result.status !== expected) {
    const output = `${result.stdout}${result.stderr}`;
    throw new Error(`${command} ${args.join(" ")} ended with ${result.status}:\n${output}`);
  }
  return result.stdout;
}

/** A folder that is gone when `use` has ended. */
export async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-acceptance-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A server on a free port, with an empty database unless the environment names one. `nomadUrl` is where it
 * listens to Nomad's clients, if the environment tells it to.
 * `log` gives what it has logged so far.
 */
export async function withServer(use, environment = {}, program = portcullis) {
  const token = "acceptance-token-0123456789abcdef";
  return withFolder(async (data) => {
    const server = spawn(
      process.execPath,
      [program, "serve", "-listen", "127.0.0.1:0", "-data", data],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          PORTCULLIS_RATE_LIMIT: "0",
          ...environment,
          PORTCULLIS_BOOTSTRAP_TOKEN: token,
        },
      },
    );
    const ended = new Promise((resolve) => server.once("exit", resolve));
    let log = "";
    server.stderr.setEncoding("utf8").on("data", (text) => {
      log += text;
    });
    try {
      const listensToNomad = environment.PORTCULLIS_NOMAD_LISTEN !== undefined;
      const urls = await new Promise((resolve, reject) => {
        ended.then((code) => reject(new Error(`the server ended with code ${code}`)));
        let said = "";
        server.stdout.setEncoding("utf8").on("data", (text) => {
          said += text;
          const [, url] = /^Portcullis .* on (http:\S+), /m.exec(said) ?? [];
          const [, nomadUrl] = /^Nomad's .* on (http:[^\s,]+)[,\n]/m.exec(said) ?? [];
          if (url && (nomadUrl || !listensToNomad)) resolve({ url, nomadUrl });
        });
      });
      return await use({ ...urls, token, pid: server.pid, log: () => log });
    } finally {
      server.kill("SIGTERM");
      await ended;
    }
  });
}
