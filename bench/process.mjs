// Whole processes: how long one takes, and the most memory it held.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { median } from "./measure.mjs";

/** Whether a program is on the machine. */
export function isInstalled(program) {
  return spawnSync("which", [program], { stdio: "ignore" }).status === 0;
}

/**
 * The medians of several commands, each run `runs` times in turn: milliseconds from start to end, and
 * megabytes at the peak (not a number where the system does not tell).
 */
export async function medianProcesses(commands, runs) {
  const samples = commands.map(() => []);
  for (let i = 0; i < runs; i++) {
    for (const [at, command] of commands.entries()) samples[at].push(await runOnce(command));
  }
  return samples.map((all) => ({
    milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
    megabytes: median(all.map(({ megabytes }) => megabytes)),
  }));
}

/** What a start is measured with: a setting that makes Node read certificates first, each time, is no part of it. */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

function runOnce([program, ...args]) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: "ignore", env });
    let megabytes = Number.NaN;
    const watch = setInterval(() => {
      megabytes = peakMegabytes(child.pid) ?? megabytes;
    }, 3);
    child.once("error", reject);
    child.once("exit", () => {
      clearInterval(watch);
      resolve({ milliseconds: performance.now() - start, megabytes });
    });
  });
}

/** Linux counts the most memory that a process ever held. */
function peakMegabytes(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(status);
    return match === null ? undefined : Number(match[1]) / 1000;
  } catch {
    return undefined;
  }
}
