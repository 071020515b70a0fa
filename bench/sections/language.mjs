// Text to program: how fast source is read, and that a second evaluation reads none.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compilePolicy, parse, SourceFile } from "@portcullis/language";
import { medianTimes } from "../measure.mjs";
import { examplePolicies } from "../policies.mjs";
import { row, section } from "../table.mjs";

/** A folder of policies to parse besides the examples, such as a checkout of a policy library. */
const library = process.env.PORTCULLIS_POLICY_LIBRARY;

export function language() {
  section("Language");
  measureTexts(
    "the example policies",
    examplePolicies.policies.map(({ fileName, text }) => new SourceFile(fileName, text)),
    100,
  );
  if (library !== undefined) measureTexts(library, sourcesIn(library), 3);
}

function measureTexts(what, sources, runs) {
  const bytes = sources.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const [scan, parsing, compiling] = medianTimes(
    [
      () => sources.map(({ text }) => text.split(/\s+/).length),
      () => sources.map((source) => parse(source)),
      () => sources.map((source) => compilePolicy(source)),
    ],
    runs,
  );
  const speed = (time) => `${(bytes / time / 1000).toFixed(1)} MB/s`;
  const size = `${sources.length} files, ${(bytes / 1e6).toFixed(2)} MB`;
  row(`split ${what} into words`, speed(scan), `a RegExp over the same text; ${size}`);
  row(`parse ${what}`, speed(parsing), `${(parsing / scan).toFixed(1)} x splitting into words`);
  row(`parse and compile ${what}`, speed(compiling), `${(compiling / scan).toFixed(1)} x`);
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sentinel"))
    .map(
      (entry) =>
        new SourceFile(entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")),
    );
}
