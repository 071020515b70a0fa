import {
  branchShare,
  type Coverage,
  type FileCoverage,
  missedPoints,
  policyShare,
  ruleShare,
  type Share,
} from "./coverage.js";

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { padding: 0.2rem 1rem 0.2rem 0; text-align: left; }
td.number { text-align: right; }
pre { line-height: 1.45; overflow-x: auto; tab-size: 4; }
.missed { background: #fdd; color: #000; }
.why { color: #b00020; }
.line { color: #888; display: inline-block; user-select: none; width: 4ch; text-align: right; margin-right: 2ch; }
@media (prefers-color-scheme: dark) {
  body { background: #16181d; color: #ddd; }
  .missed { background: #5a1f24; color: #fff; }
  .why { color: #ff9a9a; }
  a { color: #8ab4f8; }
}`;

/** What `test -coverage-html` writes: one page that needs nothing else. */
export function renderCoverageHtml({ files }: Coverage): string {
  const { covered, total } = policyShare(files);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Coverage of policies</title>
<style>${style}
</style>
</head>
<body>
<h1>Coverage of policies</h1>
<p>Cases exercise ${covered} of ${total} policies.</p>
<table>
<thead><tr><th>File</th><th>Rules</th><th>Branches</th><th>Cases</th></tr></thead>
<tbody>
${files.map((file, index) => renderRow(file, index)).join("\n")}
${renderTotals(files)}
</tbody>
</table>
${files.map(renderFile).join("\n")}
</body>
</html>
`;
}

function renderRow(file: FileCoverage, index: number): string {
  const link = `<a href="#file-${index}">${escapeHtml(file.path)}</a>`;
  return cells(link, file.policy === undefined ? "module" : String(file.policy.cases), [file]);
}

function renderTotals(files: readonly FileCoverage[]): string {
  const cases = files.reduce((sum, { policy }) => sum + (policy?.cases ?? 0), 0);
  return cells("<strong>all</strong>", String(cases), files);
}

function cells(name: string, cases: string, files: readonly FileCoverage[]): string {
  const numbers = [percent(ruleShare(files)), percent(branchShare(files)), cases];
  return `<tr><td>${name}</td>${numbers.map((text) => `<td class="number">${text}</td>`).join("")}</tr>`;
}

function percent({ covered, total }: Share): string {
  return total === 0 ? "–" : `${Math.floor((covered / total) * 100)}% (${covered}/${total})`;
}

function renderFile(file: FileCoverage, index: number): string {
  const reasons = new Map<number, string[]>();
  for (const { line, meaning } of missedPoints(file))
    reasons.set(line, [...(reasons.get(line) ?? []), meaning]);
  const lines = file.text.replace(/\n$/, "").split("\n");
  const source = lines.map((text, at) => renderLine(text, at + 1, reasons.get(at + 1)));
  return `<h2 id="file-${index}">${escapeHtml(file.path)}</h2>\n<pre>${source.join("\n")}</pre>`;
}

function renderLine(text: string, line: number, reasons: readonly string[] | undefined): string {
  const number = `<span class="line">${line}</span>`;
  if (reasons === undefined) return number + escapeHtml(text);
  const why = `<span class="why"># ${escapeHtml(reasons.join("; "))}</span>`;
  return `${number}<span class="missed">${escapeHtml(text)}</span>  ${why}`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
