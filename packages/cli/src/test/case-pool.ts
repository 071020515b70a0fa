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

/** Milliseconds of work that must be left for threads to pay: each loads the engine first. */
const WORTH_THREADS = 400;

export interface PoolOptions {
  /** Threads at most; 1 runs everything in this one. */
  readonly threads: number;
  /** Told about each report as it comes, with its case's place in the list. */
  readonly onReport: (report: CaseReport, index: number) => void;
}

/**
 * Runs all cases. The first ones are run here, to see what they take; the rest in threads, if that
 * pays. Reports do not depend on where a case was run.
 */
export async function runCases(
  tests: readonly TestCase[],
  settings: CaseSettings,
  { threads, onReport }: PoolOptions,
  terminal: Terminal,
): Promise<void> {
  const runner = new CaseRunner(settings, terminal);
  const started = performance.now();
  let next = 0;
  try {
    for (; next < tests.length; next++) {
      const elapsed = performance.now() - started;
      const left = (elapsed / Math.max(next, 1)) * (tests.length - next);
      if (threads > 1 && next > 0 && elapsed > TRIAL && left > WORTH_THREADS) break;
      onReport(runner.run(tests[next] as TestCase), next);
    }
  } finally {
    runner.close();
  }
  const lanes = Math.min(threads, tests.length - next);
  const takeNext = () => (next < tests.length ? next++ : undefined);
  await Promise.all(
    Array.from({ length: lanes }, () => runLane(tests, settings, takeNext, onReport, terminal)),
  );
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
