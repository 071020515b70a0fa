// The entry of a process that judges submissions to Nomad, one after the other, until nobody listens
// any more. It has no environment and no database; what it needs comes by one descriptor. Everything is
// synchronous: while a policy runs, nothing else happens in this process.

import { readSync, writeSync } from "node:fs";
import { NamespaceError } from "@portcullis/runner";
import { encodeFrame, FrameDecoder } from "../frames.js";
import { MESSAGES_DESCRIPTOR } from "../messages.js";
import { SubmissionJudge } from "./judge-order.js";
import type { SubmissionOrder, SubmissionReport } from "./submission-messages.js";

/** A sign of life is due several times in the time after which silence ends the process. */
const ALIVE_INTERVAL_MILLISECONDS = 1000;

const decoder = new FrameDecoder();
const buffer = Buffer.alloc(64 * 1024);
const received: SubmissionOrder[] = [];
let lastWritten = Number.NEGATIVE_INFINITY;

const judge = new SubmissionJudge({
  notify: write,
  findVariable(path, namespace) {
    write({ kind: "variable wanted", path, namespace });
    const answer = nextOrder();
    if (answer?.kind !== "variable")
      throw new NamespaceError(answer?.kind === "variable failed" ? answer.reason : "no answer");
    return answer.items === null ? undefined : JSON.parse(answer.items);
  },
});
for (let order = nextOrder(); order?.kind === "judge"; order = nextOrder())
  write({ kind: "judged", judgement: judge.judge(order) });
// The helper thread of the import "http" may still be there.
process.exit(0);

/** Blocks until the server says something; nothing when it is gone. */
function nextOrder(): SubmissionOrder | undefined {
  while (received.length === 0) {
    const length = readSync(MESSAGES_DESCRIPTOR, buffer);
    if (length === 0) return undefined;
    received.push(...(decoder.push(Buffer.from(buffer.subarray(0, length))) as SubmissionOrder[]));
  }
  return received.shift();
}

function write(report: SubmissionReport): void {
  const now = performance.now();
  if (report.kind === "alive" && now - lastWritten < ALIVE_INTERVAL_MILLISECONDS) return;
  lastWritten = now;
  const frame = encodeFrame(report);
  for (let at = 0; at < frame.length; ) at += writeSync(MESSAGES_DESCRIPTOR, frame, at);
}
