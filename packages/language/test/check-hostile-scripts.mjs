// Checks every script of a file and writes what is wrong as one line of JSON each. Run by
// hostile-memory.test.ts in a process with a small heap.

import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { checkScript, readScripts } from "@portcullis/testkit";

const [, , file] = process.argv;
for (const script of readScripts("memory.sentinel", readFileSync(pathToFileURL(file), "utf8"))) {
  const problems = checkScript(script, { findImport: () => undefined });
  writeSync(1, `${JSON.stringify({ name: script.name, problems })}\n`);
}
