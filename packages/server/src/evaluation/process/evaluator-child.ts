// The entry of an evaluator process: reads one request, evaluates it over the plan, writes the result
// and ends. It has no environment, no database and no network of its own; what it needs comes by two
// descriptors. Everything is synchronous: nothing else happens in this process.

import { readFileSync, readSync, writeSync } from "node:fs";
import { evaluateRequest } from "./evaluate-request.js";
import { encodeFrame, FrameDecoder } from "./frames.js";
import {
  type EvaluatorMessage,
  type EvaluatorRequest,
  MESSAGES_DESCRIPTOR,
  PLAN_DESCRIPTOR,
} from "./messages.js";

/** A sign of life is due several times in the time after which silence ends the process. */
const ALIVE_INTERVAL_MILLISECONDS = 1000;

let lastWritten = Number.NEGATIVE_INFINITY;

evaluateRequest(readRequest(), readFileSync(PLAN_DESCRIPTOR), notify);

function readRequest(): EvaluatorRequest {
  const decoder = new FrameDecoder();
  const buffer = Buffer.alloc(64 * 1024);
  for (;;) {
    const length = readSync(MESSAGES_DESCRIPTOR, buffer);
    if (length === 0) throw new Error("the request ended early");
    const [message] = decoder.push(Buffer.from(buffer.subarray(0, length)));
    if (message !== undefined) return message as EvaluatorRequest;
  }
}

function notify(message: EvaluatorMessage): void {
  const now = performance.now();
  if (message.kind === "alive" && now - lastWritten < ALIVE_INTERVAL_MILLISECONDS) return;
  lastWritten = now;
  const frame = encodeFrame(message);
  for (let at = 0; at < frame.length; ) at += writeSync(MESSAGES_DESCRIPTOR, frame, at);
}
