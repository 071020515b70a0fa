import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { acquireExclusiveLock } from "./exclusive-lock.js";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-lock-"));
  path = join(folder, "server.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

it("admits one holder, and the next when it lets go", () => {
  const release = acquireExclusiveLock(path);
  expect(release).not.toBeNull();
  expect(acquireExclusiveLock(path)).toBeNull();
  release?.();
  const again = acquireExclusiveLock(path);
  expect(again).not.toBeNull();
  again?.();
});

/** Takes the lock in a process of its own, which dies without letting go. */
const SCRIPT = `
  import { DatabaseSync } from "@photostructure/sqlite";
  const file = new DatabaseSync(process.argv[1]);
  try { file.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"); console.log("taken"); }
  catch { console.log("refused"); }
  process.kill(process.pid, "SIGKILL");
`;

function takeInAnotherProcess(): string {
  const run = ["--input-type=module", "--eval", SCRIPT, path];
  try {
    return execFileSync(process.execPath, run, { cwd: import.meta.dirname, encoding: "utf8" });
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
}

it("keeps other processes out, and dies with its own", () => {
  expect(takeInAnotherProcess()).toBe("taken\n");
  const release = acquireExclusiveLock(path);
  expect(release).not.toBeNull();
  expect(takeInAnotherProcess()).toBe("refused\n");
  release?.();
});
