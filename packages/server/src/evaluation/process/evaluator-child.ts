// The entry of an evaluator process: reads one request, carries it out over its inputs, writes the
// result and ends. It has no environment, no database and no network of its own; what it needs comes by
// descriptors. One thing follows the other: nothing else happens in this process.

import { readFileSync, writeSync } from "node:fs";
import { ChildChannel } from "./child-channel.js";
import { evaluateRequest } from "./evaluate-request.js";
import {
  type EvaluatorMessage,
  type EvaluatorRequest,
  FIRST_INPUT_DESCRIPTOR,
} from "./messages.js";

const channel = new ChildChannel<EvaluatorRequest, EvaluatorMessage>();
const request = channel.read();
if (request === undefined) throw new Error("the request ended early");
const readInput = (index: number) => readFileSync(FIRST_INPUT_DESCRIPTOR + index);
const writeOutput = (bytes: Uint8Array, inputs: number) => {
  const descriptor = FIRST_INPUT_DESCRIPTOR + inputs;
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
};

await evaluateRequest(request, readInput, writeOutput, (message) => channel.write(message));
