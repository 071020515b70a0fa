import { CARRIAGE_RETURN, DOLLAR, isWhiteSpace, LINE_FEED, MINUS, PERCENT } from "./characters.js";
import { readTemplateMark } from "./read-template-mark.js";
import type { Scanner } from "./scanner.js";

/**
 * Reads the heredoc whose `<<` stands at the cursor and leaves the cursor at the end of the line of
 * its closing marker. The text ends with the line break before that line. After `<<-` the smallest
 * indentation of the lines is taken off all of them; lines of white space alone have no part in
 * that and stay as they are. Backslashes mean themselves.
 */
export function readHeredoc(scanner: Scanner): string {
  const { text } = scanner;
  const start = scanner.at;
  scanner.at += 2;
  const indented = scanner.take(MINUS);
  const marker = scanner.readName();
  if (marker === undefined || !scanner.atLineBreak()) {
    throw scanner.faultAt("heredoc-marker", start, scanner.at);
  }
  const bodyStart = text.indexOf("\n", scanner.at) + 1;
  const bodyEnd = findClosingLine(text, bodyStart, marker.text);
  if (bodyEnd === undefined) {
    throw scanner.faultAt("unclosed-heredoc", start, marker.end, marker.text);
  }
  const cut = indented ? smallestIndentation(text, bodyStart, bodyEnd) : 0;
  let body = "";
  for (let line = bodyStart; line < bodyEnd; line = nextLine(text, line)) {
    body += readLine(scanner, line, cut);
  }
  const lineFeed = nextLine(text, bodyEnd) - 1;
  scanner.at = text.charCodeAt(lineFeed - 1) === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
  return body;
}

/** Start of the first line that holds the marker and otherwise only white space. */
function findClosingLine(text: string, bodyStart: number, marker: string): number | undefined {
  let line = bodyStart;
  for (let end = text.indexOf("\n", line); end !== -1; end = text.indexOf("\n", line)) {
    const markerStart = skipWhiteSpace(text, line, end);
    if (
      text.startsWith(marker, markerStart) &&
      skipWhiteSpace(text, markerStart + marker.length, end) === end
    ) {
      return line;
    }
    line = end + 1;
  }
  return undefined;
}

function smallestIndentation(text: string, bodyStart: number, bodyEnd: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let line = bodyStart; line < bodyEnd; ) {
    const next = nextLine(text, line);
    const textStart = skipWhiteSpace(text, line, next);
    if (textStart < next) smallest = Math.min(smallest, textStart - line);
    line = next;
  }
  return smallest;
}

/** A line with its break, without its first `cut` characters, its template marks resolved. */
function readLine(scanner: Scanner, start: number, cut: number): string {
  const { text } = scanner;
  const end = nextLine(text, start);
  const isBlank = skipWhiteSpace(text, start, end) === end;
  let literalStart = isBlank ? start : start + cut;
  let result = "";
  scanner.at = literalStart;
  while (scanner.at < end) {
    const unit = scanner.peek();
    if (unit === DOLLAR || unit === PERCENT) {
      result += text.slice(literalStart, scanner.at) + readTemplateMark(scanner);
      literalStart = scanner.at;
    } else if (isLoneCarriageReturn(text, scanner.at)) {
      throw scanner.faultAt("carriage-return", scanner.at, scanner.at + 1);
    } else {
      scanner.at++;
    }
  }
  return result + text.slice(literalStart, end);
}

/** Start of the line after this one. INVARIANT: called only for lines that a line feed ends. */
function nextLine(text: string, start: number): number {
  return text.indexOf("\n", start) + 1;
}

/** A carriage return is white space only as part of a line break; alone it is refused later on. */
function skipWhiteSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isWhiteSpace(text.charCodeAt(at)) && !isLoneCarriageReturn(text, at)) at++;
  return at;
}

function isLoneCarriageReturn(text: string, at: number): boolean {
  return text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED;
}
