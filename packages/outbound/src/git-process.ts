import { spawn } from "node:child_process";
import type { GitLimits } from "./limits.js";
import { OutboundError } from "./outbound-error.js";

/** LIMIT: characters of what git says about a failure; the last lines tell most. */
const MAX_COMPLAINT_LENGTH = 300;

/**
 * Settings of every git that is started. It runs nothing but itself, asks nobody, reads no
 * configuration but this, speaks nothing but HTTP and follows no redirect: those would lead to
 * addresses that nobody checked. Without redirects it ignores what a server lists as alternates.
 */
const settings: Readonly<Record<string, string>> = {
  "core.hooksPath": "/dev/null",
  "core.fsmonitor": "false",
  "core.symlinks": "false",
  "core.protectHFS": "true",
  "core.protectNTFS": "true",
  "core.attributesFile": "/dev/null",
  "core.excludesFile": "/dev/null",
  "core.autocrlf": "false",
  "credential.helper": "",
  "fetch.recurseSubmodules": "false",
  "fetch.unpackLimit": "1",
  "gc.auto": "0",
  "http.followRedirects": "false",
  "http.proxy": "",
  "maintenance.auto": "false",
  "protocol.allow": "never",
  "protocol.http.allow": "always",
  "protocol.https.allow": "always",
  "submodule.recurse": "false",
  "transfer.bundleURI": "false",
};

export interface GitProcess {
  /** The folder with git's own data; also its home, so that it finds nothing of the user's. */
  readonly gitFolder: string;
  readonly config?: Readonly<Record<string, string>>;
  readonly caFile?: string | undefined;
  readonly signal: AbortSignal;
  readonly limits: GitLimits;
}

/**
 * Runs git, which may read `input`, and returns what it printed. Configuration goes by the environment, where no other user
 * of the machine can read credentials. Throws `OutboundError` with the last of its complaints.
 */
export function runGit(args: readonly string[], git: GitProcess, input?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (git.signal.aborted) return reject(stopped(git.signal));
    // A group of its own, so that the programs git starts for its transports end with it.
    const child = spawn("git", args, {
      cwd: git.gitFolder,
      env: environment(git),
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const kill = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    };
    const output: Buffer[] = [];
    let bytes = 0;
    let complaint = "";
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > git.limits.outputBytes) kill();
      else output.push(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      complaint = `${complaint}${chunk}`.slice(-4 * MAX_COMPLAINT_LENGTH);
    });
    // It may end before it has read everything; what it says then counts.
    child.stdin.on("error", () => {}).end(input);
    git.signal.addEventListener("abort", kill);
    const settle = () => git.signal.removeEventListener("abort", kill);
    child.on("error", (error: NodeJS.ErrnoException) => {
      settle();
      const text =
        error.code === "ENOENT"
          ? "git is not installed; install git 2.37 or later"
          : `git could not be started: ${error.message}`;
      reject(new OutboundError("git", text));
    });
    child.on("close", (code) => {
      settle();
      if (git.signal.aborted) reject(stopped(git.signal));
      else if (bytes > git.limits.outputBytes)
        reject(
          new OutboundError("too-large", `git printed more than ${git.limits.outputBytes} bytes`),
        );
      else if (code === 0) resolve(Buffer.concat(output));
      else reject(new OutboundError("git", `git failed: ${lastLines(complaint)}`));
    });
  });
}

function environment({ gitFolder, config = {}, caFile }: GitProcess): Record<string, string> {
  const entries = Object.entries({ ...settings, ...config });
  return {
    ...(process.env.PATH === undefined ? {} : { PATH: process.env.PATH }),
    ...(process.env.SYSTEMROOT === undefined ? {} : { SYSTEMROOT: process.env.SYSTEMROOT }),
    ...(caFile === undefined ? {} : { GIT_SSL_CAINFO: caFile }),
    HOME: gitFolder,
    LC_ALL: "C",
    GIT_DIR: gitFolder,
    GIT_ALLOW_PROTOCOL: "http:https",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(
      entries.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

function stopped({ reason }: AbortSignal): OutboundError {
  return reason instanceof OutboundError ? reason : new OutboundError("timeout", "git was stopped");
}

/** The end of what git complained about, on one line. */
function lastLines(complaint: string): string {
  const lines = complaint.split("\n").map((line) => line.replace(/^(?:fatal|error): /, "").trim());
  const text = lines.filter((line) => line !== "").join(": ");
  return text === "" ? "it said nothing" : text.slice(-MAX_COMPLAINT_LENGTH);
}
