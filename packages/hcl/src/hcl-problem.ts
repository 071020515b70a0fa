import type { HclSource, HclSpan } from "./hcl-source.js";
import { messages, type ProblemText } from "./messages.js";

export type HclProblemCode = keyof typeof messages;

/**
 * One thing that is wrong with a file, and where. `code` is stable; `message` is one line without a
 * final period; `hint` says how to mend it.
 */
export interface HclProblem extends HclSpan {
  readonly code: HclProblemCode;
  readonly message: string;
  readonly hint: string;
}

/** What the texts of a message need: names from the file, or a description of what was found. */
export type ProblemDetails<Code extends HclProblemCode> = Parameters<(typeof messages)[Code]>;

export function makeProblem<Code extends HclProblemCode>(
  code: Code,
  { start, end }: HclSpan,
  ...details: ProblemDetails<Code>
): HclProblem {
  const write = messages[code] as (...details: ProblemDetails<Code>) => ProblemText;
  return { code, ...write(...details), start, end };
}

/** `file:line:column: message`, on one line. */
export function renderProblem(source: HclSource, problem: HclProblem): string {
  return `${source.describe(problem)}: ${problem.message}`;
}

/** Thrown inside the parser, never out of it: the text cannot be read beyond this problem. */
export class SyntaxFault extends Error {
  readonly problem: HclProblem;

  constructor(problem: HclProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
