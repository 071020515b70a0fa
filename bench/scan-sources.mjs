// The least that any runner of test cases must do with its mocks: read each, and find its tokens. Usage:
// node bench/scan-sources.mjs LIST, a file with a path a line.

import { readFileSync } from "node:fs";
import { SourceFile } from "@portcullis/language";
// No part of the public interface: the bench measures what a piece of it costs.
import { Scanner } from "../packages/language/dist/syntax/scanner.js";

let tokens = 0;
for (const path of readFileSync(process.argv[2], "utf8").split("\n")) {
  const scanner = new Scanner(new SourceFile(path, readFileSync(path, "utf8")));
  while (scanner.next().kind !== "end") tokens++;
}
if (tokens === 0) throw new Error("nothing was read");
