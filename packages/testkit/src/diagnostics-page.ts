import { explanations, renderDiagnostic } from "@portcullis/language";
import { type DiagnosticCase, diagnoseCase } from "./diagnostic-case.js";

/** LIMIT: the longest line of an example on the page, in characters. */
const MAX_EXAMPLE_LINE = 100;

const introduction = `# Diagnostics

Everything the language can say about a policy, by its code. Codes are stable and never reused; texts may change. Each
message names file, line and column, shows the line with a mark below the place, and says how to mend it where that can
be said in general.

This page is generated from the catalogue of messages, \`packages/language/src/messages\`, and the policies in
\`packages/language/testdata/diagnostics.txt\`; \`npm run generate\` writes it.
`;

/** The reference of diagnostics: each code with why it is said, an example, and what is shown. */
export function renderDiagnosticsPage(cases: readonly DiagnosticCase[]): string {
  const sections = Object.entries(explanations).map(([code, explanation]) => {
    const examples = cases.filter((each) => each.code === code).map(renderExample);
    return `\n## ${code}\n\n${explanation}\n${examples.join("")}`;
  });
  return introduction + sections.join("");
}

function renderExample(example: DiagnosticCase): string {
  const { text } = example;
  if (text.split("\n").some((line) => line.length > MAX_EXAMPLE_LINE)) return "";
  const diagnostic = diagnoseCase(example);
  if (diagnostic === undefined) throw new Error(`the example of "${example.code}" raises nothing`);
  return `\n${fenced("sentinel", text)}\n${fenced("text", `${renderDiagnostic(diagnostic)}\n`)}`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\`\`\`\n`;
}
