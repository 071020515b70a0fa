// Compares how packages/nomad-data reads register requests with what Go's decoder makes of them for
// Nomad's own types: what would be forwarded must mean the same as what was received.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeDocument, writeDocument } from "../../packages/nomad-data/dist/index.js";
import { run, withFolder } from "../harness.mjs";
import { variations } from "./fuzz.mjs";

const oracle = fileURLToPath(new URL("oracle/", import.meta.url));

/** LIMIT: how many requests a run compares; about half a minute on two cores. */
const VARIATIONS = 20_000;

/** What is refused although Go accepts it; docs/compatibility/nomad.md says why. */
const stricterByDesign = [
  /is given twice/,
  /is followed by further text/,
  /is null, expected an object/,
  /is \d+, expected an integer from 0 to 9223372036854775807$/,
];

export const nomadDocuments = {
  name: "nomad-documents",
  requires: ["go"],
  run() {
    return withFolder((folder) => {
      const binary = join(folder, "oracle");
      run("go", ["build", "-o", binary, "."], { cwd: oracle });
      const full = run(binary, ["full"]);
      const texts = [full, ...variations(JSON.parse(full), VARIATIONS, 1)];
      const read = texts.map(normalise);
      const input = texts.map((text, i) => JSON.stringify([text, read[i].forwarded ?? null]));
      const { status, stdout, stderr } = spawnSync(binary, [], {
        input: `${input.join("\n")}\n`,
        encoding: "utf8",
        maxBuffer: 256 * 1024 * 1024,
      });
      if (status !== 0) throw new Error(stderr);
      return summary(texts, read, stdout.trimEnd().split("\n"));
    });
  },
};

function normalise(text) {
  const { tree, problem } = decodeDocument("register request", Buffer.from(text));
  return tree === undefined ? { problem } : { forwarded: writeDocument(tree) };
}

function summary(texts, read, verdicts) {
  if (verdicts[0] !== "same") throw new Error(`a request with every field: ${verdicts[0]}`);
  const counts = { same: 0, "both refuse": 0, "only Portcullis refuses": 0 };
  const differences = verdicts.flatMap((verdict, i) => {
    const message = read[i].problem?.message ?? "";
    const isExpected =
      verdict === "only Portcullis refuses"
        ? stricterByDesign.some((reason) => reason.test(message))
        : verdict in counts;
    if (isExpected) counts[verdict]++;
    return isExpected ? [] : [`${verdict} ${message}\n${texts[i].slice(0, 500)}`];
  });
  if (verdicts.length !== texts.length) differences.push(`${verdicts.length} verdicts`);
  if (differences.length > 0)
    throw new Error(`${differences.length} differences\n${differences.slice(0, 10).join("\n")}`);
  return `${texts.length} requests: ${counts.same} mean the same when forwarded, ${counts["both refuse"]} refused alike, ${counts["only Portcullis refuses"]} refused by design`;
}
