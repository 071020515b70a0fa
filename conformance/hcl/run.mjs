// Compares packages/hcl with the reference implementation of HCL: the same texts accepted, with the same
// values, labels and order; the same texts refused, at the same line. The texts are configuration files,
// mutations of them, and random constant expressions.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseHcl } from "../../packages/hcl/dist/index.js";
import { corporaVariable, root, run, withFolder } from "../harness.mjs";
import { expressions, mutations } from "./fuzz.mjs";
import { hclFilesBelow } from "./hcl-files.mjs";

const oracle = fileURLToPath(new URL("oracle/", import.meta.url));

/** LIMIT: how many random texts of each kind a run compares; about half a minute on two cores. */
const RANDOM_TEXTS = 20_000;

/** What packages/hcl refuses by name although HCL computes it, because no configuration needs it. */
const refusedByDesign = [
  "interpolation",
  "directive",
  "for-expression",
  "traversal",
  "splat",
  // Numbers that fit into no double, and division by zero, which HCL makes infinite.
  "number-range",
  "key-digits",
  "division-by-zero",
];

/**
 * Problems that may be shown at another line than there. What is open is shown where it begins, not
 * where the file or the next block ends it. The reference implementation evaluates only what is free
 * of mistakes in syntax, where we show whatever comes first.
 */
const shownElsewhere = [
  ...["unclosed-block", "unclosed-list", "unclosed-object", "unclosed-parenthesis"],
  ...["unclosed-comment", "unclosed-heredoc", "heredoc-marker", "missing-assignment"],
  ...["unfinished-item", "object-separator"],
  ...["reference", "function-call", "keyword-case", "wrong-operand", "wrong-condition"],
  ...["inconsistent-types", "key-type"],
];

export const hclDifferential = {
  name: "hcl",
  requires: ["go"],
  async run() {
    const files = [
      ...hclFilesBelow(root),
      ...(process.env[corporaVariable] ? hclFilesBelow(process.env[corporaVariable]) : []),
    ].map((path) => readFileSync(path, "utf8"));
    const texts = [...files, ...mutations(files, RANDOM_TEXTS), ...expressions(RANDOM_TEXTS)];
    const verdicts = await judge(texts);
    const counts = { accepted: 0, refused: 0, design: 0, elsewhere: 0 };
    const differences = texts.flatMap((text, i) => compare(text, verdicts[i], counts));
    if (differences.length > 0)
      throw new Error(`${differences.length} differences\n${differences.slice(0, 20).join("\n")}`);
    const places = `${counts.refused} refused alike, ${counts.elsewhere} of them shown at another line by design`;
    return `${files.length} files and ${texts.length - files.length} random texts: ${counts.accepted} accepted with the same values and order, ${places}; ${counts.design} refused by design`;
  },
};

/** What the reference implementation says of each text. */
function judge(texts) {
  return withFolder((folder) => {
    const program = join(folder, "hcl-oracle");
    run("go", ["build", "-o", program, "."], { cwd: oracle });
    const input = texts.map((text) => `${JSON.stringify(text)}\n`).join("");
    const output = run(program, [], { input });
    return output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  });
}

/** What is different, in a line, or nothing. */
function compare(text, { items, errors }, counts) {
  const { source, body, problems } = parseHcl("text.hcl", text);
  const [problem] = problems;
  const show = (what) => [`${what}\n${JSON.stringify(text.slice(0, 2000))}`];
  if (errors.length === 0 && problem === undefined) {
    counts.accepted++;
    const [ours, theirs] = [plainItems(body.items), items].map((value) => JSON.stringify(value));
    return ours === theirs ? [] : show(`values differ: ${ours} here, ${theirs} there`);
  }
  if (errors.length === 0) {
    if (problems.some(isByDesign)) {
      counts.design++;
      return [];
    }
    return show(`accepted there, refused here: ${problem.code}: ${problem.message}`);
  }
  const [first] = errors;
  if (problem === undefined)
    return show(`accepted here, refused there at line ${first.line}: ${first.summary}`);
  counts.refused++;
  const lines = problems.map(({ start }) => source.positionAt(start).line);
  if (errors.some((error) => lines.includes(error.line))) return [];
  const isOpen = errors.some(({ summary }) => /^(?:Unclosed|Unterminated)/.test(summary));
  // A mutation makes several mistakes at once. Here the first one is shown that a reader comes to; there
  // a mistake such as the key "a == b" counts only once the rest is free of mistakes in syntax.
  const comesFirst = lines.every((line) => line < first.line);
  if (comesFirst || isByDesign(problem) || isOpen || shownElsewhere.includes(problem.code)) {
    counts.elsewhere++;
    return [];
  }
  return show(
    `line ${lines[0]} here (${problem.code}), line ${first.line} there (${first.summary})`,
  );
}

function isByDesign({ code, message }) {
  return refusedByDesign.includes(code) || (code === "wrong-operand" && message.endsWith(" null"));
}

/** Items as the reference program writes them. */
function plainItems(items) {
  return items.map((item) =>
    item.kind === "HclAttribute"
      ? [item.name.text, plainValue(item.value)]
      : [item.type.text, item.labels.map(({ text }) => text), plainItems(item.body.items)],
  );
}

function plainValue(value) {
  switch (value.kind) {
    case "null":
      return null;
    case "number":
      return { number: [bitsOf(value.value), plainInteger(value.text)] };
    case "list":
      return value.items.map(plainValue);
    case "object": {
      const entries = new Map(value.entries.map(({ key, value: inner }) => [key.text, inner]));
      const keys = [...entries.keys()].sort((a, b) =>
        Buffer.compare(Buffer.from(a), Buffer.from(b)),
      );
      return { object: Object.fromEntries(keys.map((key) => [key, plainValue(entries.get(key))])) };
    }
    default:
      return value.value;
  }
}

/** Zero has no sign here: a computed one keeps it there, and policies cannot tell. */
function bitsOf(double) {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(double === 0 ? 0 : double);
  return bytes.toString("hex");
}

/** An integer in full; empty for other numbers and for those beyond 400 bits. */
function plainInteger(text) {
  const [, sign, whole, fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const scale = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && digits % scale !== 0n) return "";
  const integer = shift < 0 ? digits / scale : digits * scale;
  return integer < 2n ** 399n ? String(sign === "-" ? -integer : integer) : "";
}
