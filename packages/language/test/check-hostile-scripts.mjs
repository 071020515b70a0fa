// Checks every script of a file and writes what is wrong as one line of JSON each. Run by
// hostile-memory.test.ts in a process with a small heap.

import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { checkScript, engines, readScripts } from "@portcullis/testkit";

const [, , file] = process.argv;
for (const script of readScripts("memory.sentinel", readFileSync(pathToFileURL(file), "utf8"))) {
  for (const [engine, options] of engines) {
    const problems = checkScript(script, { findImport: () => undefined, options });
    writeSync(1, `${JSON.stringify({ name: `${script.name}, ${engine}`, problems })}\n`);
  }
}
