// The entry of an evaluator process: reads one request, evaluates it over the plan, writes the result
// and ends. It has no environment, no database and no network of its own; what it needs comes by two
// descriptors. Everything is synchronous: nothing else happens in this process.

import { readFileSync } from "node:fs";
import { ChildChannel } from "./child-channel.js";
import { evaluateRequest } from "./evaluate-request.js";
import { type EvaluatorMessage, type EvaluatorRequest, PLAN_DESCRIPTOR } from "./messages.js";

const channel = new ChildChannel<EvaluatorRequest, EvaluatorMessage>();
const request = channel.read();
if (request === undefined) throw new Error("the request ended early");
evaluateRequest(request, readFileSync(PLAN_DESCRIPTOR), (message) => channel.write(message));
