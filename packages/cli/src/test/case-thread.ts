import { parentPort, workerData } from "node:worker_threads";
import type { CaseReport, TestCase } from "@portcullis/runner";
import { CaseRunner, type CaseSettings } from "./case-runner.js";

// What a thread of `case-pool.ts` runs: a case comes in, its report goes out.

/** What a thread says: the report it was asked for, or what takes it so long. */
export type ThreadMessage =
  | { readonly kind: "report"; readonly report: CaseReport }
  | { readonly kind: "progress"; readonly text: string };

const port = parentPort;
if (port === null) throw new Error("this file is the code of a thread");
const say = (message: ThreadMessage) => port.postMessage(message);
const runner = new CaseRunner(workerData as CaseSettings, {
  env: process.env,
  showProgress: (text) => say({ kind: "progress", text }),
});
port.on("message", (test: TestCase) => say({ kind: "report", report: runner.run(test) }));
