import { END_OF_FILE } from "./characters.js";
import type { HclBody, HclItem } from "./hcl-body.js";
import { type HclProblem, makeProblem, SyntaxFault } from "./hcl-problem.js";
import { HclSource } from "./hcl-source.js";
import { MAX_INPUT_LENGTH } from "./limits.js";
import { parseItems } from "./parse-items.js";
import { Scanner } from "./scanner.js";

/** A file as far as it could be read, and everything that is wrong with it. */
export interface HclFile {
  readonly source: HclSource;
  /** Beside problems it holds only what was read before, and is not to be acted upon. */
  readonly body: HclBody;
  /** In the order of their places. Empty when the file is valid. */
  readonly problems: readonly HclProblem[];
}

/**
 * Parses a file whose expressions are constant (HCL Native Syntax Specification). Never throws.
 * Reading goes on after a problem that leaves no doubt where to go on, such as a bad escape or a
 * repeated attribute, and ends at the first other one. `fileName` is only shown in messages.
 */
export function parseHcl(fileName: string, text: string): HclFile {
  const source = new HclSource(fileName, text);
  const items: HclItem[] = [];
  const body: HclBody = { items, start: 0, end: text.length };
  if (text.length > MAX_INPUT_LENGTH) {
    const span = { start: 0, end: text.length };
    return { source, body, problems: [makeProblem("too-long", span)] };
  }
  const scanner = new Scanner(source);
  const fault = readFile(scanner, items);
  const problems = fault === undefined ? scanner.problems : [...scanner.problems, fault];
  return { source, body, problems: problems.sort((a, b) => a.start - b.start) };
}

function readFile(scanner: Scanner, items: HclItem[]): HclProblem | undefined {
  try {
    parseItems(scanner, items);
    if (scanner.peek() === END_OF_FILE) return undefined;
    return makeProblem("stray-brace", { start: scanner.at, end: scanner.at + 1 });
  } catch (error) {
    if (error instanceof SyntaxFault) return error.problem;
    throw error;
  }
}
