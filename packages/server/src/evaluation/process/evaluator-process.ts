import { type ChildProcess, spawn } from "node:child_process";
import { type FileHandle, open } from "node:fs/promises";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { type Duration, SECOND } from "../../domain/clock.js";
import type { EvaluationMonitor } from "../../domain/evaluation/evaluator.js";
import { encodeFrame, FrameDecoder } from "./frames.js";
import type { EvaluatorMessage, EvaluatorRequest } from "./messages.js";

/** What one evaluator process may consume. */
export interface ProcessLimits {
  /** Megabytes of its JavaScript heap. */
  readonly heap: number;
  /** One that says nothing for this long is stopped. */
  readonly silence: Duration;
}

/**
 * LIMIT: a plan takes about five times its size on the heap, and reading the largest takes less than
 * half of the silence; a policy is looked at every few thousand steps.
 */
export const processLimits: ProcessLimits = { heap: 4096, silence: 20 * SECOND };

/** LIMIT: characters of its standard error that are kept, for the log. */
const MAX_STDERR = 2000;

/** Compiled code: the process runs no TypeScript, not even in tests. */
const entry = fileURLToPath(
  new URL("../../../dist/evaluation/process/evaluator-child.js", import.meta.url),
);

/** The policy being evaluated, by its place in the request. */
export interface PolicyPlace {
  readonly set: number;
  readonly policy: number;
}

/** How an evaluator process ended. */
export type Ending =
  | { readonly kind: "result"; readonly message: EvaluatorMessage }
  /** It ran out of memory, fell silent or broke; `during` tells at which policy, if at one. */
  | {
      readonly kind: "broken";
      readonly reason: string;
      readonly during: PolicyPlace | undefined;
      /** Whether what it worked on is to blame, so that another attempt would end the same way. */
      readonly isRepeatable: boolean;
    };

/**
 * Runs one request in a process of its own, which has neither environment nor database. `outputPath` is a
 * file that is not there yet, for requests whose result is too large for a message. Rejects when the monitor's signal is aborted or no process can be started.
 */
export async function runEvaluatorProcess(
  request: EvaluatorRequest,
  inputPaths: readonly string[],
  monitor: EvaluationMonitor,
  limits: ProcessLimits = processLimits,
  outputPath?: string,
): Promise<Ending> {
  monitor.signal.throwIfAborted();
  const files: FileHandle[] = [];
  try {
    for (const path of inputPaths) files.push(await open(path, "r"));
    if (outputPath !== undefined) files.push(await open(outputPath, "wx", 0o600));
    const child = spawn(process.execPath, [`--max-old-space-size=${limits.heap}`, entry], {
      env: {},
      stdio: ["ignore", "ignore", "pipe", "pipe", ...files.map(({ fd }) => fd)],
    });
    return await new Conversation(child, monitor, limits).run(request);
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

/** Listens to one process until it has ended. */
class Conversation {
  private readonly decoder = new FrameDecoder();
  private result: EvaluatorMessage | undefined;
  private during: PolicyPlace | undefined;
  private stopReason: string | undefined;
  private errors = "";
  private silence: NodeJS.Timeout | undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly monitor: EvaluationMonitor,
    private readonly limits: ProcessLimits,
  ) {}

  async run(request: EvaluatorRequest): Promise<Ending> {
    const { child, monitor } = this;
    const abort = () => this.stop("the evaluation was given up");
    monitor.signal.addEventListener("abort", abort, { once: true });
    this.startSilence();
    try {
      const channel = child.stdio[3] as Duplex;
      channel.on("data", (piece: Buffer) => this.receive(piece));
      // A process that ends before it has read its request breaks the channel; its end tells why.
      channel.on("error", () => {});
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        this.errors = (this.errors + text).slice(0, MAX_STDERR);
      });
      channel.write(encodeFrame(request));
      const exit = await exitOf(child);
      monitor.signal.throwIfAborted();
      return this.ending(exit);
    } finally {
      clearTimeout(this.silence);
      monitor.signal.removeEventListener("abort", abort);
    }
  }

  private receive(piece: Buffer): void {
    this.startSilence();
    this.monitor.heartbeat();
    try {
      for (const message of this.decoder.push(piece) as EvaluatorMessage[]) {
        if (message.kind === "started") this.during = message;
        else if (message.kind !== "alive") this.result = message;
      }
    } catch (error) {
      this.stop(`its answer cannot be read: ${(error as Error).message}`);
    }
  }

  private startSilence(): void {
    const { silence } = this.limits;
    clearTimeout(this.silence);
    this.silence = setTimeout(
      () => this.stop(`it gave no sign of life for ${silence / SECOND} seconds`),
      silence,
    );
  }

  private stop(reason: string): void {
    this.stopReason ??= reason;
    this.child.kill("SIGKILL");
  }

  private ending({ code, signal }: Exit): Ending {
    const { result, during, stopReason } = this;
    if (code === 0 && result !== undefined) return { kind: "result", message: result };
    const outOfMemory = signal === "SIGABRT" || /heap out of memory/i.test(this.errors);
    const reason =
      stopReason ?? (outOfMemory ? "it ran out of memory" : this.describe(code, signal));
    // A process that something else on the machine has killed may well succeed next time.
    const isRepeatable = stopReason !== undefined || outOfMemory;
    return { kind: "broken", reason, during, isRepeatable };
  }

  private describe(code: number | null, signal: string | null): string {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    return this.errors === "" ? `it ${how}` : `it ${how}: ${this.errors.trim()}`;
  }
}

interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    // "close" comes after the last of the output, "exit" may come before it.
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
