import type { SourceFile } from "./source-file.js";
import type { Span } from "./span.js";

/** A stretch of one file. */
export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
}

/**
 * One thing that is wrong with a policy. `code` is stable; `message` is one line without a final
 * period; `hint`, when present, says how to mend it.
 */
export interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly location: Location;
}

/** `file:line:column: message`, the one-line form that clients of the language's command know. */
export function renderDiagnosticLine({ location, message }: Diagnostic): string {
  return `${location.file.describe(location.span)}: ${message}`;
}

/** LIMIT: characters of a source line shown around the place; a longer line would hide the caret. */
const MAX_SNIPPET = 120;

/** The one-line form followed by the source line, a caret under the span and the hint. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { file, span } = diagnostic.location;
  const { line, column } = file.positionAt(span.start);
  const characters = Array.from(file.lineText(line));
  const start = characters.length > MAX_SNIPPET ? Math.max(0, column - 1 - MAX_SNIPPET / 2) : 0;
  const snippet = characters.slice(start, start + MAX_SNIPPET);
  const before = snippet.slice(0, column - 1 - start);
  // A tab stays a tab, so that the caret stands under its character however wide a tab is shown.
  const indent = before.map((character) => (character === "\t" ? "\t" : " ")).join("");
  const width = Math.max(1, Math.min(span.end - span.start, snippet.length - before.length));
  const gutter = `${line} | `;
  const lines = [
    renderDiagnosticLine(diagnostic),
    `  ${gutter}${snippet.join("")}`,
    `  ${" ".repeat(gutter.length)}${indent}${"^".repeat(width)}`,
  ];
  if (diagnostic.hint !== undefined) lines.push(`  hint: ${diagnostic.hint}`);
  return lines.join("\n");
}
