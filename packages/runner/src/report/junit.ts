import { renderXml, type XmlElement } from "./xml.js";

/** A group of results in JUnit's XML, the format that CI systems read. */
export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

export interface JUnitCase {
  readonly name: string;
  /** The file that the case is about, where there is one. */
  readonly file?: string | undefined;
  readonly seconds: number;
  /** Missing for a pass. */
  readonly problem?: JUnitProblem;
  readonly output?: string;
}

export interface JUnitProblem {
  /** A `failure` is a decision, an `error` the lack of one; `skipped` is none that counts. */
  readonly kind: "failure" | "error" | "skipped";
  readonly message: string;
  readonly type?: string;
  readonly details?: string;
}

/** Renders results as JUnit's XML, as the common schema of Jenkins and its like has it. */
export function renderJUnit(suites: readonly JUnitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return renderXml({
    name: "testsuites",
    attributes: { name: "portcullis", ...totals(cases) },
    children: suites.map(toSuite),
  });
}

function totals(cases: readonly JUnitCase[]) {
  const count = (kind: string) => cases.filter(({ problem }) => problem?.kind === kind).length;
  const skipped = count("skipped");
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: skipped === 0 ? undefined : skipped,
    time: time(cases.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
}

function toSuite({ name, cases }: JUnitSuite): XmlElement {
  return {
    name: "testsuite",
    attributes: { name, ...totals(cases) },
    children: cases.map((each) => toCase(each, name)),
  };
}

function toCase({ name, file, seconds, problem, output }: JUnitCase, suite: string): XmlElement {
  const children: XmlElement[] = [];
  if (problem !== undefined) {
    const { kind, message, type, details } = problem;
    children.push({
      name: kind,
      attributes: { message, type },
      children: details === undefined ? [] : [details],
    });
  }
  if (output) children.push({ name: "system-out", children: [output] });
  return {
    name: "testcase",
    attributes: { name, classname: suite, file, time: time(seconds) },
    children,
  };
}

function time(seconds: number): string {
  return seconds.toFixed(6);
}
