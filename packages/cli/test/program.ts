import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The repository's root folder, where help and README say that commands are typed. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The built program. */
export const program = fileURLToPath(new URL("../bin/portcullis.js", import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program and waits for it. */
export function portcullis(
  args: readonly string[],
  { cwd = root, input = "", env = {} as Readonly<Record<string, string>> } = {},
): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env.PATH, ...env },
  });
  return { code: status, stdout, stderr };
}
