import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type CaseReport, reportLostCase, shownPath, type TestCase } from "@portcullis/runner";
import type { Terminal } from "../command.js";
import { CaseRunner, type CaseSettings } from "./case-runner.js";
import type { ThreadMessage } from "./case-thread.js";

/** Compiled code: a thread runs no TypeScript, not even in tests. */
const entry = fileURLToPath(new URL("../../dist/test/case-thread.js", import.meta.url));

/** Milliseconds after which it is known what a case takes. */
const TRIAL = 100;

/** Milliseconds that a thread must save to be worth its start: it loads an engine first. */
const THREAD_START = 400;

export interface PoolOptions {
  /** Threads at most; 1 runs everything in this one. */
  readonly threads: number;
  /** Told about each report as it comes, with its case's place in the list. */
  readonly onReport: (report: CaseReport, index: number) => void;
}

/**
 * Runs all cases: the first ones here, to see what they take, and if that pays, the rest in threads as
 * well. Reports do not depend on where a case was run.
 */
export async function runCases(
  tests: readonly TestCase[],
  settings: CaseSettings,
  { threads, onReport }: PoolOptions,
  terminal: Terminal,
): Promise<void> {
  let next = 0;
  const takeNext = () => (next < tests.length ? next++ : undefined);
  const runner = new CaseRunner(settings, terminal);
  const started = performance.now();
  const lanes: Promise<void>[] = [];
  try {
    for (let index = takeNext(); index !== undefined; index = takeNext()) {
      onReport(runner.run(tests[index] as TestCase), index);
      // Lets what the threads have done come in.
      if (lanes.length > 0) await setImmediate();
      else if (paysThreads(performance.now() - started, next, tests.length, threads))
        for (let lane = 1; lane < Math.min(threads, tests.length - next + 1); lane++)
          lanes.push(runLane(tests, runner.settingsForThreads, takeNext, onReport, terminal));
    }
  } finally {
    runner.close();
    await Promise.all(lanes);
  }
}

/** Whether those who are left take so long that others should help. */
function paysThreads(elapsed: number, done: number, total: number, threads: number): boolean {
  const left = (elapsed / done) * (total - done);
  return elapsed > TRIAL && left - left / threads > THREAD_START;
}

/** One thread at a time takes cases until there are none left; one that dies is replaced. */
async function runLane(
  tests: readonly TestCase[],
  settings: CaseSettings,
  takeNext: () => number | undefined,
  onReport: PoolOptions["onReport"],
  terminal: Terminal,
): Promise<void> {
  let worker: Worker | undefined;
  for (let index = takeNext(); index !== undefined; index = takeNext()) {
    const test = tests[index] as TestCase;
    worker ??= new Worker(entry, { workerData: settings, execArgv: [] });
    try {
      onReport(await runIn(worker, test, terminal), index);
    } catch (error) {
      worker = undefined;
      onReport(
        reportLostCase(shownPath(test), `the case ended its thread: ${(error as Error).message}`),
        index,
      );
    }
  }
  await worker?.terminate();
}

function runIn(worker: Worker, test: TestCase, { showProgress }: Terminal): Promise<CaseReport> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number) => reject(new Error(`exit code ${code}`));
    worker
      .removeAllListeners()
      .on("message", (message: ThreadMessage) => {
        if (message.kind === "report") resolve(message.report);
        else showProgress?.(message.text);
      })
      .once("error", reject)
      .once("exit", onExit);
    worker.postMessage(test);
  });
}
