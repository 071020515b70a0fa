import { fileURLToPath } from "node:url";
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from "node:worker_threads";
import type { OperationName, Operations, Reply } from "./operations.js";

/** Compiled code: the thread runs no TypeScript, not even in tests. */
const entry = fileURLToPath(new URL("../../dist/blocking/thread-entry.js", import.meta.url));

/** LIMIT: megabytes of the thread's heap: a download, and what it inflates to while it is written. */
const MAX_HEAP = 512;

/** LIMIT: milliseconds that the thread may need beyond the time limit of what it does. */
const GRACE = 10_000;

/** An operation failed; `reason` is one of `OutboundError`, or empty. */
export class BlockingError extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Does what takes input or output for an engine that cannot wait: a thread of its own works while the
 * caller is blocked. It is started at the first call, and does not keep the process alive. For the
 * command and for evaluator processes; a process that serves others must never block.
 */
export class BlockingThread {
  private worker: Worker | undefined;
  private port: MessagePort | undefined;
  private readonly plugins: number[] = [];
  private readonly done = new Int32Array(new SharedArrayBuffer(4));

  /**
   * Blocks until the operation is done, at most `timeout` milliseconds and a grace. Throws
   * `BlockingError`.
   */
  call<Name extends OperationName>(
    name: Name,
    argument: Operations[Name]["takes"],
    timeout: number,
  ): Operations[Name]["gives"] {
    const port = this.open();
    Atomics.store(this.done, 0, 0);
    port.postMessage({ name, argument });
    if (Atomics.wait(this.done, 0, 0, timeout + GRACE) === "timed-out") {
      this.close();
      throw new BlockingError("timeout", `no answer within ${(timeout + GRACE) / 1000} seconds`);
    }
    const received = receiveMessageOnPort(port) as
      | { readonly message: Reply<Operations[Name]["gives"]> }
      | undefined;
    const reply = received?.message ?? { kind: "failure", reason: "", message: "no answer came" };
    if (reply.kind === "result") {
      if (name === "start-plugin") this.supervise(reply.result as number);
      return reply.result;
    }
    throw new BlockingError(reply.reason, reply.message);
  }

  /** Blocks for some milliseconds. */
  wait(milliseconds: number): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  }

  /** Ends the thread and the plugins that it started. */
  close(): void {
    this.endPlugins();
    process.off("exit", this.endPlugins);
    void this.worker?.terminate();
    this.port?.close();
    this.worker = undefined;
    this.port = undefined;
  }

  /** Plugins end with this process, whatever ends it. */
  private supervise(pid: number): void {
    if (this.plugins.length === 0) process.on("exit", this.endPlugins);
    this.plugins.push(pid);
  }

  private readonly endPlugins = (): void => {
    for (const pid of this.plugins.splice(0)) {
      try {
        process.kill(-pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
  };

  private open(): MessagePort {
    if (this.port !== undefined) return this.port;
    const { port1, port2 } = new MessageChannel();
    this.worker = new Worker(entry, {
      workerData: { port: port2, done: this.done },
      transferList: [port2],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP },
      execArgv: [],
    });
    this.worker.unref();
    port1.unref();
    this.port = port1;
    return port1;
  }
}
