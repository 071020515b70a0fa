import {
  CARRIAGE_RETURN,
  END_OF_FILE,
  HASH,
  LINE_FEED,
  namePartLength,
  nameStartLength,
  SLASH,
  SPACE,
  STAR,
  TAB,
} from "./characters.js";
import {
  type HclProblem,
  type HclProblemCode,
  makeProblem,
  type ProblemDetails,
  SyntaxFault,
} from "./hcl-problem.js";
import { type HclSource, type HclSpan, hasByteOrderMark } from "./hcl-source.js";
import type { HclName } from "./hcl-value.js";
import { MAX_NESTING, MAX_PROBLEMS } from "./limits.js";

/** What was read, and what was wrong with it, kept apart until it is known to count. */
export interface Collected<Result> {
  readonly value: Result;
  readonly problems: readonly HclProblem[];
}

/** Problems of values that were read without doubt; a branch that is not taken may have them. */
const valueProblems: readonly HclProblemCode[] = [
  "wrong-operand",
  "wrong-condition",
  "inconsistent-types",
  "division-by-zero",
  "number-range",
  "key-type",
  "key-digits",
];

export function hasValueProblem({ problems }: Collected<unknown>): boolean {
  return problems.some(({ code }) => valueProblems.includes(code));
}

/**
 * A cursor over the text with the state that HCL's grammar needs: whether a line break ends what is
 * being read, which the innermost bracket decides, and how deep the brackets are.
 */
export class Scanner {
  readonly source: HclSource;
  readonly text: string;
  /** What was wrong so far without ending the reading. */
  problems: HclProblem[] = [];
  /** Offset of the next character to read. */
  at: number;
  private lineComment: HclSpan = { start: -1, end: -1 };
  private linesMatter = true;
  private depth = 0;

  constructor(source: HclSource) {
    this.source = source;
    this.text = source.text;
    this.at = hasByteOrderMark(source.text) ? 1 : 0;
  }

  /** The code unit `ahead` of the cursor. */
  peek(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : END_OF_FILE;
  }

  /** Moves over the next character if it is this one. */
  take(unit: number): boolean {
    if (this.peek() !== unit) return false;
    this.at++;
    return true;
  }

  atLineBreak(): boolean {
    const unit = this.peek();
    return unit === LINE_FEED || (unit === CARRIAGE_RETURN && this.peek(1) === LINE_FEED);
  }

  atLineEnd(): boolean {
    return this.peek() === END_OF_FILE || this.atLineBreak();
  }

  /** At the end of a line: where the line ends if one takes its comment away. */
  lineEndWithoutComment(): number {
    return this.at === this.lineComment.end ? this.lineComment.start : this.at;
  }

  /** Skips what has no meaning inside the innermost bracket. */
  skipSpace(): void {
    if (this.linesMatter) this.skipBlanks();
    else this.skipLines();
  }

  /** Skips blanks and comments but stops where the line ends, if not inside a comment. */
  skipBlanks(): void {
    for (;;) {
      const unit = this.peek();
      if (unit === SPACE || unit === TAB) this.at++;
      else if (unit === HASH || (unit === SLASH && this.peek(1) === SLASH)) this.skipLineComment();
      else if (unit === SLASH && this.peek(1) === STAR) this.skipBlockComment();
      else return;
    }
  }

  /** Skips blanks, comments and line breaks. */
  skipLines(): void {
    this.skipBlanks();
    while (this.atLineBreak()) {
      this.at += this.peek() === LINE_FEED ? 1 : 2;
      this.skipBlanks();
    }
  }

  /** Reads a name, if one begins here. */
  readName(): HclName | undefined {
    const start = this.at;
    let length = nameStartLength(this.text, start);
    if (length === 0) return undefined;
    let end = start;
    while (length > 0) {
      end += length;
      length = namePartLength(this.text, end);
    }
    this.at = end;
    return { text: this.text.slice(start, end), start, end };
  }

  /**
   * Steps one level deeper, where line breaks matter or not. The result is for `leave`, which only a
   * fault may skip, because nothing is read after a fault.
   */
  enter(linesMatter = this.linesMatter): boolean {
    const outer = this.linesMatter;
    this.linesMatter = linesMatter;
    this.depth++;
    if (this.depth > MAX_NESTING) throw this.faultAt("too-deep", this.at, this.at + 1);
    return outer;
  }

  leave(outer: boolean): void {
    this.linesMatter = outer;
    this.depth--;
  }

  /** Keeps what `read` reports apart from what was reported before. */
  collect<Result>(read: () => Result): Collected<Result> {
    const outer = this.problems;
    const problems: HclProblem[] = [];
    this.problems = problems;
    try {
      return { value: read(), problems };
    } catch (error) {
      outer.push(...problems);
      throw error;
    } finally {
      this.problems = outer;
    }
  }

  /** Takes back what was reported since there were `count` problems. */
  takeProblems(count: number): readonly HclProblem[] {
    return this.problems.splice(count);
  }

  addProblems(problems: readonly HclProblem[]): void {
    for (const problem of problems) this.add(problem);
  }

  /** The same without what is only wrong if the value counts. */
  addSyntaxProblems(problems: readonly HclProblem[]): void {
    this.addProblems(problems.filter(({ code }) => !valueProblems.includes(code)));
  }

  /** Notes a problem beyond which the text can still be read. */
  report<Code extends HclProblemCode>(
    code: Code,
    span: HclSpan,
    ...details: ProblemDetails<Code>
  ): void {
    this.add(makeProblem(code, span, ...details));
  }

  private add(problem: HclProblem): void {
    if (this.problems.length >= MAX_PROBLEMS)
      throw new SyntaxFault(makeProblem("too-many-problems", problem));
    this.problems.push(problem);
  }

  /** A problem beyond which the text cannot be read, to be thrown. */
  faultAt<Code extends HclProblemCode>(
    code: Code,
    start: number,
    end: number,
    ...details: ProblemDetails<Code>
  ): SyntaxFault {
    return new SyntaxFault(makeProblem(code, { start, end }, ...details));
  }

  private skipLineComment(): void {
    const start = this.at;
    const lineFeed = this.text.indexOf("\n", start);
    this.at = lineFeed === -1 ? this.text.length : lineFeed;
    this.lineComment = { start, end: this.at };
  }

  private skipBlockComment(): void {
    const end = this.text.indexOf("*/", this.at + 2);
    if (end === -1) throw this.faultAt("unclosed-comment", this.at, this.at + 2);
    this.at = end + 2;
  }
}
