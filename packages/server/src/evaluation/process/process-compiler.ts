import { setMaxListeners } from "node:events";
import { Unavailable } from "../../domain/errors.js";
import type { PolicyCompiler } from "../../domain/evaluation/policy-compiler.js";
import { type ProcessLimits, processLimits, runEvaluatorProcess } from "./evaluator-process.js";
import { resultOf } from "./process-evaluator.js";
import { Turns } from "./turns.js";

/** LIMIT: compilations at the same time; each is a process for about a tenth of a second. */
const PROCESS_LIMIT = 2;

/** LIMIT: those that wait for one. */
const QUEUE_LIMIT = 64;

/** Compiles each policy in a process of its own: its text is as hostile as its evaluation would be. */
export class ProcessCompiler implements PolicyCompiler {
  private readonly stopping = new AbortController();
  private readonly turns = new Turns({
    atOnce: PROCESS_LIMIT,
    waiting: QUEUE_LIMIT,
    refuse: () => new Unavailable("too many policies are written at the same time: try again"),
  });

  constructor(private readonly limits: ProcessLimits = { ...processLimits, heap: 512 }) {
    // All that wait listen to the one signal.
    setMaxListeners(PROCESS_LIMIT + QUEUE_LIMIT, this.stopping.signal);
  }

  /** @throws Unavailable when too many wait already, or the process broke through no fault of the text */
  async problemOf(name: string, text: string): Promise<string | null> {
    const monitor = { signal: this.stopping.signal, heartbeat: () => {} };
    return this.turns.during(monitor.signal, async () => {
      const request = { kind: "compile policy", name, text } as const;
      const ending = await runEvaluatorProcess(request, [], monitor, this.limits);
      if (ending.kind === "result") return resultOf(ending.message, "policy compiled").problem;
      if (ending.isRepeatable) return `${name}: the compiler was stopped: ${ending.reason}`;
      throw new Unavailable(`the policy could not be compiled: ${ending.reason}`);
    });
  }

  async close(): Promise<void> {
    this.stopping.abort(new Unavailable("the server stops"));
  }
}
