import { relative, resolve } from "node:path";
import { type CoveragePoint, compilePolicy, SourceFile } from "@portcullis/language";
import { readText } from "../../source-reader.js";
import type { PolicyReport } from "../policy-report.js";

/** What the cases of a run exercised. */
export interface Coverage {
  readonly files: readonly FileCoverage[];
}

export interface FileCoverage {
  /** Relative to the working directory. */
  readonly path: string;
  readonly text: string;
  /** Missing for a module. */
  readonly policy: { readonly cases: number } | undefined;
  readonly points: readonly PointCoverage[];
}

export interface PointCoverage {
  readonly kind: CoveragePoint["kind"];
  readonly line: number;
  readonly column: number;
  readonly hits: number;
  /** What it means that no case passed it. */
  readonly meaning: string;
}

export interface Share {
  readonly covered: number;
  readonly total: number;
}

/**
 * The coverage of the policies that were tested, and of the modules that their cases loaded. A policy
 * without cases is covered nowhere; a file that cannot be compiled has no points.
 */
export function collectCoverage(policies: readonly PolicyReport[]): Coverage {
  const counts = sumHits(policies);
  const cases = new Map(policies.map((policy) => [resolve(policy.path), policy.cases.length]));
  const paths = new Set([...cases.keys(), ...[...counts.keys()].sort()]);
  return { files: [...paths].map((path) => fileCoverage(path, counts.get(path), cases.get(path))) };
}

function sumHits(policies: readonly PolicyReport[]): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  const reports = policies.flatMap(({ cases }) => cases);
  for (const { path, counts } of reports.flatMap(({ hits }) => hits)) {
    const sum = sums.get(path) ?? counts.map(() => 0);
    for (const [index, count] of counts.entries()) sum[index] = (sum[index] ?? 0) + count;
    sums.set(path, sum);
  }
  return sums;
}

function fileCoverage(path: string, counts: readonly number[] = [], cases?: number): FileCoverage {
  const shown = relative("", path);
  const read = readText(path);
  const text = typeof read === "string" ? read : "";
  const file = new SourceFile(shown, text);
  const points = compilePolicy(file, { coverage: true }).program?.points ?? [];
  return {
    path: shown,
    text,
    policy: cases === undefined ? undefined : { cases },
    points: points.map((point, index) => {
      const { line, column } = file.positionAt(point.span.start);
      const hits = counts[index] ?? 0;
      return { kind: point.kind, line, column, hits, meaning: meaningOf(point) };
    }),
  };
}

function meaningOf({ kind, name }: CoveragePoint): string {
  const named = name === undefined ? "" : ` "${name}"`;
  switch (kind) {
    case "rule":
      return `rule${named} is never evaluated`;
    case "rule-skipped":
      return `the condition of rule${named} is never false`;
    case "function":
      return `function${named} is never called`;
    case "element":
      return "there is never an element";
    case "true":
      return "the condition is never true";
    case "false":
      return "the condition is never false";
    case "clause":
      return "this case is never chosen";
    case "otherwise":
      return "it is never the case that none is chosen";
    case "left":
      return "the left side never decides";
    case "right":
      return "the right side is never evaluated";
  }
}

/** The rules that some case evaluated. */
export function ruleShare(files: readonly FileCoverage[]): Share {
  return shareOf(files, ({ kind }) => kind === "rule");
}

/** The ways through the files that some case took. */
export function branchShare(files: readonly FileCoverage[]): Share {
  return shareOf(files, ({ kind }) => kind !== "rule");
}

/** The policies that have cases. */
export function policyShare(files: readonly FileCoverage[]): Share {
  const policies = files.flatMap(({ policy }) => (policy === undefined ? [] : [policy]));
  return { covered: policies.filter(({ cases }) => cases > 0).length, total: policies.length };
}

function shareOf(
  files: readonly FileCoverage[],
  isMeant: (point: PointCoverage) => boolean,
): Share {
  const points = files.flatMap((file) => file.points).filter(isMeant);
  return { covered: points.filter(({ hits }) => hits > 0).length, total: points.length };
}

export function missedPoints({ points }: FileCoverage): PointCoverage[] {
  return points
    .filter(({ hits }) => hits === 0)
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
