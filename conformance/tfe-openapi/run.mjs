// Holds every answer that the tests of the Terraform API see against the vendor's OpenAPI description of
// it. Differences are listed with their reasons in `differences.txt`; one that is gone must be taken out.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, withFolder } from "../harness.mjs";
import { Description } from "./description.mjs";

const variable = "PORTCULLIS_FIXTURES";
const FILE = "tfe-openapi.json";
const path = join(process.env[variable] ?? "", FILE);

export const tfeOpenApi = {
  name: "tfe-openapi",
  requires: [path],
  variables: [variable],
  isThere: existsSync,
  async run() {
    const description = new Description(JSON.parse(readFileSync(path, "utf8")));
    const answers = await withFolder(recordedAnswers);
    const seen = new Set();
    const operations = new Set();
    let described = 0;
    for (const answer of answers) {
      const found = description.operationAt(answer.method, answer.path);
      if (found === null) continue;
      described++;
      operations.add(`${answer.method} ${found.template}`);
      for (const departure of description.departures(found, answer)) {
        seen.add(departure);
      }
    }
    const differences = readDifferences();
    const complaints = [
      ...[...seen].filter((each) => !differences.some((listed) => listed.covers(each))),
      ...differences
        .filter((listed) => ![...seen].some((each) => listed.covers(each)))
        .map(({ line }) => `is listed, but gone: ${line}`),
    ];
    if (complaints.length > 0) {
      throw new Error(`${complaints.length} complaints\n${complaints.sort().join("\n")}`);
    }
    return `${described} of ${answers.length} answers, of ${operations.size} described operations, are as described but for ${differences.length} listed differences`;
  },
};

async function recordedAnswers(folder) {
  run(
    "npx",
    ["vitest", "run", "--config", "conformance/tfe-openapi/vitest.config.mjs", "--reporter=dot"],
    {
      cwd: root,
      env: { PORTCULLIS_RECORDED_ANSWERS: folder },
    },
  );
  const lines = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), "utf8").trim().split("\n"),
  );
  return lines.map(parsed).filter(({ path }) => path.startsWith("/"));
}

/** The address as the description has it: below the API, without what is asked for. */
function parsed(line) {
  const answer = JSON.parse(line);
  return { ...answer, path: (answer.path.split("?")[0] ?? "").replace(/^\/api\/v2(?=\/)/, "") };
}

/** Differences: lines, each followed by others or by their common reason, which is indented. */
function readDifferences() {
  const text = readFileSync(new URL("differences.txt", import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  if (!lines.at(-1)?.startsWith(" "))
    throw new Error(`"${lines.at(-1)}" is listed without a reason`);
  return lines
    .filter((line) => !line.startsWith(" "))
    .map((line) => {
      const parts = line.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
      const pattern = new RegExp(`^${parts.join(".*")}$`);
      return { line, covers: (departure) => pattern.test(departure) };
    });
}
