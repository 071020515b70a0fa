import type { Json } from "../../report/json.js";
import {
  branchShare,
  type Coverage,
  type FileCoverage,
  missedPoints,
  type PointCoverage,
  policyShare,
  ruleShare,
  type Share,
} from "./coverage.js";

/** What `test -coverage` prints: what no case exercised, file by file. */
export function renderCoverage({ files }: Coverage): string {
  const { covered, total } = policyShare(files);
  const lines = [`Coverage: ${shares(files)}, ${covered} of ${total} policies`];
  for (const file of files) {
    lines.push(`  ${file.path}: ${shares([file])}${file.policy?.cases === 0 ? ", no cases" : ""}`);
    for (const { line, column, meaning } of missedPoints(file))
      lines.push(`    ${line}:${column}: ${meaning}`);
  }
  return `${lines.join("\n")}\n`;
}

function shares(files: readonly FileCoverage[]): string {
  return `${ofTotal(ruleShare(files), "rules")}, ${ofTotal(branchShare(files), "branches")}`;
}

function ofTotal({ covered, total }: Share, what: string): string {
  return `${covered} of ${total} ${what}`;
}

/** What `test -coverage-json` writes. */
export function renderCoverageJson({ files }: Coverage): Json {
  return {
    ...sharesJson(files),
    policies: { ...policyShare(files) },
    files: files.map((file) => ({
      path: file.path,
      ...sharesJson([file]),
      cases: file.policy?.cases ?? null,
      points: file.points.map(pointJson),
    })),
  };
}

/** The meaning is that of a miss: nothing that was hit has one. */
function pointJson({ meaning, ...point }: PointCoverage): Json {
  return point.hits === 0 ? { ...point, meaning } : point;
}

function sharesJson(files: readonly FileCoverage[]) {
  return { rules: { ...ruleShare(files) }, branches: { ...branchShare(files) } };
}
