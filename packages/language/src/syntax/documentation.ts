import type { SourceFile } from "../source/source-file.js";
import type { Comment } from "./comment.js";

/**
 * The comments directly above an offset, without a blank line in between; empty when there are
 * none. They describe what stands below them.
 */
export function commentsAbove(
  file: SourceFile,
  comments: readonly Comment[],
  offset: number,
): string {
  let last = comments.length - 1;
  while (last >= 0 && (comments[last]?.span.end ?? 0) > offset) last--;
  let first = last + 1;
  let below = offset;
  while (first > 0) {
    const comment = comments[first - 1];
    if (comment === undefined || !isDirectlyAbove(file.text, comment, below)) break;
    below = comment.span.start;
    first--;
  }
  return joinComments(comments.slice(first, last + 1));
}

/** The first group of comments if it stands before the first token, at `firstToken`. */
export function leadingComments(
  file: SourceFile,
  comments: readonly Comment[],
  firstToken: number,
): string {
  let count = 0;
  for (const comment of comments) {
    if (comment.span.end > firstToken) break;
    const next = comments[count - 1];
    if (next !== undefined && !isDirectlyAbove(file.text, next, comment.span.start)) break;
    count++;
  }
  return joinComments(comments.slice(0, count));
}

/** A comment that has its line to itself and is followed by one line end at most before `below`. */
function isDirectlyAbove(text: string, comment: Comment, below: number): boolean {
  if (!isOneLineEnd(text, comment.span.end, below)) return false;
  const lineStart = text.lastIndexOf("\n", comment.span.start - 1) + 1;
  return text.slice(lineStart, comment.span.start).trim() === "";
}

/** Whether a stretch holds one line end and blanks. It may be most of a file, so it is left early. */
function isOneLineEnd(text: string, start: number, end: number): boolean {
  let lineEnds = 0;
  for (let at = start; at < end && lineEnds < 2; at++) {
    const character = text.charAt(at);
    if (character === "\n") lineEnds++;
    else if (character.trim() !== "") return false;
  }
  return lineEnds === 1;
}

function joinComments(comments: readonly Comment[]): string {
  const lines = comments.flatMap(commentLines);
  const isText = (line: string): boolean => line !== "";
  const last = lines.findLastIndex(isText);
  return last === -1 ? "" : lines.slice(lines.findIndex(isText), last + 1).join("\n");
}

function commentLines({ kind, text }: Comment): string[] {
  if (kind === "line") return [stripMarker(text)];
  return text
    .slice(2, -2)
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd());
}

/** COMPAT (Tracing): the marker and one space behind it are not part of a description. */
function stripMarker(line: string): string {
  return line.replace(/^(?:#|\/\/) ?/, "").trimEnd();
}
