/** A group of results in JUnit's XML, the format that CI systems read. */
export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

export interface JUnitCase {
  readonly name: string;
  /** The file that the case is about. */
  readonly file: string;
  readonly seconds: number;
  /** Missing for a pass. A `failure` is a decision, an `error` the lack of one. */
  readonly problem?: {
    readonly kind: "failure" | "error";
    readonly message: string;
    readonly details: string;
  };
  readonly output?: string;
}

/** Renders results as JUnit's XML, as the common schema of Jenkins and its like has it. */
export function renderJUnit(suites: readonly JUnitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "portcullis", ...totals(cases) })}>`,
    ...suites.flatMap(renderSuite),
    "</testsuites>",
    "",
  ].join("\n");
}

function totals(cases: readonly JUnitCase[]) {
  const count = (kind: string) => cases.filter(({ problem }) => problem?.kind === kind).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    time: time(cases.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
}

function renderSuite({ name, cases }: JUnitSuite): string[] {
  const heading = `  <testsuite${attributes({ name, ...totals(cases) })}`;
  if (cases.length === 0) return [`${heading}/>`];
  return [`${heading}>`, ...cases.flatMap((each) => renderCase(each, name)), "  </testsuite>"];
}

function renderCase({ name, file, seconds, problem, output }: JUnitCase, suite: string): string[] {
  const heading = `    <testcase${attributes({ name, classname: suite, file, time: time(seconds) })}`;
  const content: string[] = [];
  if (problem !== undefined) {
    const { kind, message, details } = problem;
    content.push(`      <${kind}${attributes({ message })}>${text(details)}</${kind}>`);
  }
  if (output) content.push(`      <system-out>${text(output)}</system-out>`);
  return content.length === 0 ? [`${heading}/>`] : [`${heading}>`, ...content, "    </testcase>"];
}

function time(seconds: number): string {
  return seconds.toFixed(6);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${text(String(value)).replace(/\n/g, "&#10;")}"`)
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Characters that XML 1.0 cannot hold, however they are written, become the replacement character. */
function text(value: string): string {
  return value
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
