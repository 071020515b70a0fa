// Runs every test case of the policy libraries in a folder with `portcullis test` and compares the
// failures with those expected. See docs/compatibility/policy-libraries.md.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { corporaVariable, portcullis } from "../harness.mjs";
import { parseExpectedFailures } from "./expected-failures.mjs";

const list = fileURLToPath(new URL("../expected-failures.txt", import.meta.url));

export const policyLibraries = {
  name: "policy-libraries",
  requires: [],
  variables: [corporaVariable],
  async run() {
    const corpora = process.env[corporaVariable];
    const expected = parseExpectedFailures(readFileSync(list, "utf8"));
    const libraries = readdirSync(corpora, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    const results = await runFolders(
      corpora,
      libraries.flatMap((name) => testedFolders(join(corpora, name))),
    );
    const surprises = [...compare(results, expected, libraries)];
    if (results.size === 0) throw new Error(`no test case below ${corpora}`);
    if (surprises.length > 0) throw new Error(`\n${surprises.join("\n")}`);
    const failed = [...results.values()].filter(({ status }) => status !== "PASS").length;
    const counts = libraries.map((name) => countOf(name, results)).join(", ");
    return `${results.size - failed} of ${results.size} cases pass (${counts}), ${failed} fail as expected`;
  },
};

/** Folders with policies that have a folder of tests beside them. */
function testedFolders(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== ".git");
  const isTested =
    folders.some(({ name }) => name === "test") &&
    entries.some((entry) => entry.isFile() && entry.name.endsWith(".sentinel"));
  const below = folders.flatMap(({ name }) => testedFolders(join(folder, name)));
  return isTested ? [folder, ...below] : below;
}

/** Status and output of every case, by its path below the corpora. */
async function runFolders(corpora, folders) {
  const results = new Map();
  const waiting = [...folders];
  const work = async () => {
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift())
      readCases(relative(corpora, folder), await testFolder(folder), results);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

/** What `portcullis test` prints in a folder. */
function testFolder(cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [portcullis, "test"], { cwd });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0 || code === 1) resolve(output);
      else reject(new Error(`portcullis test in ${cwd} ended with ${code}:\n${output}`));
    });
  });
}

function readCases(folder, output, results) {
  const cases = output.matchAll(/^ {2}(PASS|FAIL|ERROR) - (.+)\n((?: {4}.*\n|\n(?= {4}))*)/gm);
  for (const [, status, path, details] of cases)
    results.set(join(folder, path).replaceAll("\\", "/"), { status, details });
}

/** A line for each case that ended otherwise than expected. */
function* compare(results, expected, libraries) {
  for (const [path, { status, details }] of results) {
    if (status === "PASS" && expected.has(path))
      yield `${path} passes; remove it from ${basename(list)}`;
    if (status !== "PASS" && !expected.has(path)) yield `${path}: ${status}\n${details}`;
  }
  for (const path of expected.keys()) {
    const isPresent = libraries.includes(path.split("/")[0]);
    if (isPresent && !results.has(path))
      yield `${path} is in ${basename(list)}, but there is no such case`;
  }
}

function countOf(library, results) {
  const own = [...results].filter(([path]) => path.startsWith(`${library}/`));
  const passed = own.filter(([, { status }]) => status === "PASS").length;
  return `${library} ${passed}/${own.length}`;
}
