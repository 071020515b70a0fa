import { devNull } from "node:os";
import { Unavailable } from "../../domain/errors.js";
import type { PolicyCompiler } from "../../domain/evaluation/policy-compiler.js";
import { type ProcessLimits, processLimits, runEvaluatorProcess } from "./evaluator-process.js";
import { resultOf } from "./process-evaluator.js";

/** LIMIT: compilations at the same time; each is a process for about a tenth of a second. */
const PROCESS_LIMIT = 2;

/** LIMIT: those that wait for one. */
const QUEUE_LIMIT = 64;

/** Compiles each policy in a process of its own: its text is as hostile as its evaluation would be. */
export class ProcessCompiler implements PolicyCompiler {
  private readonly stopping = new AbortController();
  private readonly queue: (() => void)[] = [];
  private running = 0;

  constructor(private readonly limits: ProcessLimits = { ...processLimits, heap: 512 }) {}

  /** @throws Unavailable when too many wait already, or the process broke through no fault of the text */
  async problemOf(name: string, text: string): Promise<string | null> {
    await this.takeTurn();
    try {
      const monitor = { signal: this.stopping.signal, heartbeat: () => {} };
      const request = { kind: "compile policy", name, text } as const;
      const ending = await runEvaluatorProcess(request, devNull, monitor, this.limits);
      if (ending.kind === "result") return resultOf(ending.message, "policy compiled").problem;
      if (ending.isRepeatable) return `${name}: the compiler was stopped: ${ending.reason}`;
      throw new Unavailable(`the policy could not be compiled: ${ending.reason}`);
    } finally {
      this.giveTurn();
    }
  }

  async close(): Promise<void> {
    this.stopping.abort(new Unavailable("the server stops"));
  }

  private async takeTurn(): Promise<void> {
    if (this.running < PROCESS_LIMIT) {
      this.running++;
      return;
    }
    if (this.queue.length >= QUEUE_LIMIT)
      throw new Unavailable("too many policies are written at the same time: try again");
    await new Promise<void>((resolve) => this.queue.push(resolve));
  }

  /** Whoever has waited longest gets it. */
  private giveTurn(): void {
    const next = this.queue.shift();
    if (next === undefined) this.running--;
    else next();
  }
}
