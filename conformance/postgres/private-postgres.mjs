// A PostgreSQL of its own, started from the installed programs: an empty data directory, a socket in a
// folder that nobody else may enter, no port.

import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../harness.mjs";

/** How long PostgreSQL may take to accept its first connection. */
const START_TIMEOUT_MS = 30_000;

/** Whether there can be one: its programs, and a user for them, because it refuses to run as root. */
export function isPostgresUsable() {
  return programFolder() !== null && (process.getuid?.() !== 0 || postgresUser() !== null);
}

/**
 * Starts it. `kill` ends it as a crash would, `start` brings it back, `stop` removes it. What is not
 * durable forces nothing to the disk: fine for tests that make a database each, and for nothing else.
 */
export async function startPostgres({ isDurable = true } = {}) {
  const programs = programFolder();
  const folder = mkdtempSync(join(tmpdir(), "portcullis-postgres-"));
  const user = process.getuid?.() === 0 ? postgresUser() : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "portcullis", "-A", "trust", "-E", "UTF8", "--no-sync"];
  run(join(programs, "initdb"), [...initdb, ...otherOrder(programs)], { ...user, cwd: folder });

  let server;
  let ended;
  const start = async () => {
    const settings = {
      listen_addresses: "",
      unix_socket_directories: folder,
      fsync: isDurable ? "on" : "off",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(programs, "postgres"), ["-D", data, ...options], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", process.env.POSTGRES_LOG === undefined ? "ignore" : "inherit"],
    });
    ended = new Promise((resolve) => server.once("exit", resolve));
    await accepting(join(programs, "pg_isready"), folder);
  };
  const end = async (signal) => {
    server.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `postgresql:///postgres?host=${encodeURIComponent(folder)}&user=portcullis`,
    version: run(join(programs, "postgres"), ["--version"]).trim().split(" ")[2],
    start,
    kill: () => end("SIGKILL"),
    async stop() {
      // At once, and without waiting for clients.
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts it for the time of `use`. */
export async function withPostgres(options, use) {
  const postgres = await startPostgres(options);
  try {
    return await use(postgres);
  } finally {
    await postgres.stop();
  }
}

/** Where Debian puts the programs of the newest version, or where the path leads. */
function programFolder() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debian, version, "bin"));
  const onPath = (process.env.PATH ?? "").split(":");
  return [...folders, ...onPath].find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

function postgresUser() {
  const id = (flag) => spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
  const [uid, gid] = [id("-u"), id("-g")];
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

/** The order of a language by itself: lists must be sorted by bytes whatever a database prefers. */
function otherOrder(programs) {
  const [, major] = / (\d+)/.exec(run(join(programs, "initdb"), ["--version"])) ?? [];
  return Number(major) >= 15 ? ["--locale-provider=icu", "--icu-locale=en"] : [];
}

async function accepting(isReady, folder) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (spawnSync(isReady, ["-q", "-h", folder]).status !== 0) {
    if (Date.now() > deadline) throw new Error("PostgreSQL did not accept connections in time");
    await sleep(50);
  }
}
