// Checks every script of a file with limits divided by a number, and writes what is wrong as one line of
// JSON each. Run by hostile-memory.test.ts in a process with a small heap.

import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { checkScript, engines, readScripts } from "@portcullis/testkit";
import { defaultLimits } from "../dist/index.js";

const [, , file, divisor] = process.argv;
const { elements, textBytes, outputBytes } = defaultLimits;
const limits = {
  ...defaultLimits,
  elements: elements / divisor,
  textBytes: textBytes / divisor,
  outputBytes: outputBytes / divisor,
};

for (const script of readScripts("memory.sentinel", readFileSync(pathToFileURL(file), "utf8"))) {
  for (const [engine, options] of engines) {
    const problems = checkScript(script, { findImport: () => undefined, options, limits });
    writeSync(1, `${JSON.stringify({ name: `${script.name}, ${engine}`, problems })}\n`);
  }
}
