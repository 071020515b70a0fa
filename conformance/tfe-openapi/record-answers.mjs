// Every answer of a server under test, noted in the folder that PORTCULLIS_RECORDED_ANSWERS names: one
// line of JSON each, in a file for each process.

import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { TestServer } from "../../packages/server/test/harness/test-server.ts";

const folder = process.env.PORTCULLIS_RECORDED_ANSWERS;
if (folder === undefined) throw new Error("PORTCULLIS_RECORDED_ANSWERS is not set");
const file = join(folder, `${process.pid}-${Math.random().toString(36).slice(2)}.jsonl`);

const send = TestServer.prototype.send;
TestServer.prototype.send = async function (request) {
  const response = await send.call(this, request);
  const { status, body, text } = response;
  const type = String(response.headers["content-type"] ?? "").split(";")[0];
  const answer = { method: request.method, path: request.path, status, type };
  appendFileSync(file, `${JSON.stringify({ ...answer, body: body ?? null, size: text.length })}\n`);
  return response;
};
