import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Duration, SECOND } from "../../domain/clock.js";
import type { EvaluationMonitor } from "../../domain/evaluation/evaluator.js";

/** What one run of a program may consume. */
export interface ProgramLimits {
  /** How long it may take, the reading of its input included. */
  readonly time: Duration;
  /** Megabytes of its address space. */
  readonly memory: number;
  /** Bytes that it may print as its result. */
  readonly output: number;
}

export interface ProgramRun {
  readonly path: string;
  readonly args: readonly string[];
  /** Where it runs. */
  readonly directory: string;
  /** All that its environment has. */
  readonly environment: Readonly<Record<string, string>>;
  readonly input: Readable;
}

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  /** The beginning of what it said beside its result. */
  readonly complaint: string;
  /** Why it was stopped; null when it ended by itself. */
  readonly stopped: string | null;
}

/** LIMIT: bytes of what a program says beside its result that are kept. */
const COMPLAINT_LIMIT = 2_000;

const ALIVE_INTERVAL: Duration = SECOND;

/**
 * Only a shell can bound the memory of what it becomes: node has no way to. A system where that fails
 * runs nothing. What is started can also write no file and leave no image of its memory.
 */
const BOUNDED = 'ulimit -v "$1" && ulimit -c 0 && ulimit -f 0 || exit 125; shift; exec "$@"';
const NOT_BOUNDED = 125;
const NOT_STARTED: readonly (number | null)[] = [126, 127];

/**
 * Runs a program to its end, in bounds, and stops it beyond them or when the monitor's signal is aborted.
 *
 * @throws Error when it cannot be started, or was killed from outside: another attempt may succeed
 */
export async function runBounded(
  run: ProgramRun,
  monitor: EvaluationMonitor,
  limits: ProgramLimits,
): Promise<ProgramEnd> {
  monitor.signal.throwIfAborted();
  const memory = String(limits.memory * 1024);
  const child = spawn("/bin/sh", ["-c", BOUNDED, "sh", memory, run.path, ...run.args], {
    cwd: run.directory,
    env: run.environment,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const end = await new Watch(child, monitor, limits).untilEnd(run.input);
  monitor.signal.throwIfAborted();
  if (end.stopped !== null) return end;
  if (end.code === NOT_BOUNDED)
    throw new Error(`the memory of a program cannot be bounded on this system: ${end.complaint}`);
  if (NOT_STARTED.includes(end.code))
    throw new Error(`"${run.path}" cannot be started: ${end.complaint.trim()}`);
  if (end.signal === "SIGKILL") throw new Error(`"${run.path}" was killed from outside`);
  return end;
}

/** Watches over one process. */
class Watch {
  private readonly output: Buffer[] = [];
  private size = 0;
  private complaint = "";
  private stopped: string | null = null;

  constructor(
    private readonly child: ChildProcess,
    private readonly monitor: EvaluationMonitor,
    private readonly limits: ProgramLimits,
  ) {}

  async untilEnd(input: Readable): Promise<ProgramEnd> {
    const { child, monitor, limits } = this;
    const abort = () => this.stop("the evaluation was given up");
    const late = () => this.stop(`it took more than ${limits.time / SECOND} seconds`);
    monitor.signal.addEventListener("abort", abort, { once: true });
    const deadline = setTimeout(late, limits.time);
    const alive = setInterval(() => monitor.heartbeat(), ALIVE_INTERVAL);
    try {
      child.stdout?.on("data", (piece: Buffer) => this.keep(piece));
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        this.complaint = (this.complaint + text).slice(0, COMPLAINT_LIMIT);
      });
      const ended = endOf(child);
      await Promise.all([ended, this.feed(input)]);
      const { code, signal } = await ended;
      const output = Buffer.concat(this.output).toString("utf8");
      return { code, signal, output, complaint: this.complaint, stopped: this.stopped };
    } finally {
      clearTimeout(deadline);
      clearInterval(alive);
      monitor.signal.removeEventListener("abort", abort);
    }
  }

  private async feed(input: Readable): Promise<void> {
    const { stdin } = this.child;
    if (stdin === null) return;
    // A program that ends before it has read everything breaks the pipe; its end tells why.
    await pipeline(input, stdin).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_PREMATURE_CLOSE") {
        this.stop(`its input cannot be read: ${error.message}`);
      }
    });
  }

  private keep(piece: Buffer): void {
    this.size += piece.length;
    if (this.size <= this.limits.output) this.output.push(piece);
    else this.stop(`its result has more than ${this.limits.output} bytes`);
  }

  private stop(reason: string): void {
    this.stopped ??= reason;
    this.child.kill("SIGKILL");
  }
}

function endOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
