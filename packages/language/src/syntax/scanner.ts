import type { MessageArguments, MessageCode } from "../messages/diagnose.js";
import { failAt } from "../messages/failure.js";
import type { SourceFile } from "../source/source-file.js";
import { isDecimalDigit, isIdentifierPart, isLetter } from "./characters.js";
import type { Comment } from "./comment.js";
import { scanNumber } from "./scan-number.js";
import { interpretString } from "./scan-string.js";
import {
  isReservedWord,
  type Punctuation,
  punctuation,
  type Token,
  type TokenKind,
} from "./token.js";

/** Tokens after which a line end terminates the statement (Language Specification, Semicolons). */
const endsStatement: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "identifier",
  "integer",
  "float",
  "string",
  "break",
  "continue",
  "return",
  // COMPAT: the specification's list lacks it, yet a statement may end in `is empty`.
  "empty",
  ")",
  "]",
  "}",
]);

const punctuationByFirst = groupByFirstCharacter();

/**
 * Turns source text into tokens, one at a time. Line ends that terminate a statement become
 * `newline` tokens; all comments are collected in source order.
 *
 * Throws `Failure` at the first character that starts no token.
 */
export class Scanner {
  readonly comments: Comment[] = [];
  private readonly file: SourceFile;
  private readonly text: string;
  private at = 0;
  private previous: TokenKind | undefined;

  constructor(file: SourceFile) {
    this.file = file;
    this.text = file.text;
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  next(): Token {
    const token = this.scan();
    this.previous = token.kind;
    return token;
  }

  private scan(): Token {
    const lineEnd = this.skipBlanks();
    if (lineEnd !== undefined) return { kind: "newline", span: { start: lineEnd, end: lineEnd } };
    const start = this.at;
    if (start >= this.text.length) return { kind: "end", span: { start, end: start } };

    const code = this.text.codePointAt(start) ?? 0;
    if (isLetter(code)) return this.word(start);
    if (isDecimalDigit(code)) return this.number(start);
    if (code === 0x2e && isDecimalDigit(this.text.charCodeAt(start + 1))) return this.number(start);
    if (code === 0x22) return this.string(start);
    if (code === 0x60) return this.rawString(start);
    return this.punctuation(start, code);
  }

  /** Skips blanks and comments; returns where a line ended if that terminates a statement. */
  private skipBlanks(): number | undefined {
    const terminates = this.previous !== undefined && endsStatement.has(this.previous);
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) return terminates ? this.at : undefined;
      if (code === 0x0a) {
        if (terminates) return this.at;
        this.at++;
      } else if (code === 0x20 || code === 0x09 || code === 0x0d) {
        this.at++;
      } else if (code === 0x23 || (code === 0x2f && this.text.charCodeAt(this.at + 1) === 0x2f)) {
        this.lineComment();
      } else if (code === 0x2f && this.text.charCodeAt(this.at + 1) === 0x2a) {
        const start = this.at;
        this.blockComment();
        if (terminates && this.text.slice(start, this.at).includes("\n")) return start;
      } else {
        return undefined;
      }
    }
  }

  private lineComment(): void {
    const start = this.at;
    const newline = this.text.indexOf("\n", start);
    let end = newline === -1 ? this.text.length : newline;
    this.at = end;
    if (this.text.charAt(end - 1) === "\r") end--;
    this.comments.push({ kind: "line", text: this.text.slice(start, end), span: { start, end } });
  }

  private blockComment(): void {
    const start = this.at;
    const close = this.text.indexOf("*/", start + 2);
    if (close === -1) this.fail(start, start + 2, "unterminated-comment");
    const end = close + 2;
    this.at = end;
    this.comments.push({ kind: "block", text: this.text.slice(start, end), span: { start, end } });
  }

  private word(start: number): Token {
    let end = start;
    while (end < this.text.length) {
      const code = this.text.codePointAt(end) ?? 0;
      if (!isIdentifierPart(code)) break;
      end += code > 0xffff ? 2 : 1;
    }
    this.at = end;
    const word = this.text.slice(start, end);
    // Any word may stand behind a point: `x.rule`, `x.default`.
    if (this.previous !== "." && isReservedWord(word)) return { kind: word, span: { start, end } };
    return { kind: "identifier", value: word, span: { start, end } };
  }

  private number(start: number): Token {
    const scan = scanNumber(this.text, start);
    const { end } = scan;
    const literal = this.text.slice(start, end);
    if (scan.kind === "invalid") this.fail(start, end, "invalid-number", literal);
    if (scan.kind === "out-of-range") this.fail(start, end, "integer-out-of-range", literal);
    this.at = end;
    return { kind: scan.kind, value: scan.value, span: { start, end } };
  }

  private string(start: number): Token {
    let close = start + 1;
    for (; ; close++) {
      const code = this.text.charCodeAt(close);
      if (code === 0x22) break;
      if (code === 0x5c) close++;
      else if (code === 0x0a || Number.isNaN(code))
        this.fail(start, Math.min(close, this.text.length), "unterminated-string");
    }
    const value = interpretString(this.text, start + 1, close);
    if (typeof value === "object" && "code" in value) {
      const sequence = this.text.slice(value.start, value.end);
      this.fail(value.start, value.end, value.code, sequence);
    }
    this.at = close + 1;
    return { kind: "string", value, span: { start, end: this.at } };
  }

  private rawString(start: number): Token {
    const close = this.text.indexOf("`", start + 1);
    if (close === -1) this.fail(start, start + 1, "unterminated-raw-string");
    this.at = close + 1;
    return {
      kind: "string",
      value: this.text.slice(start + 1, close),
      span: { start, end: this.at },
    };
  }

  private punctuation(start: number, code: number): Token {
    const character = String.fromCodePoint(code);
    for (const candidate of punctuationByFirst.get(character) ?? []) {
      if (this.text.startsWith(candidate, start)) {
        this.at = start + candidate.length;
        return { kind: candidate, span: { start, end: this.at } };
      }
    }
    const shown = /[\p{C}\p{Z}]/u.test(character)
      ? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`
      : `"${character}"`;
    return this.fail(start, start + character.length, "unexpected-character", shown);
  }

  private fail<Code extends MessageCode>(
    start: number,
    end: number,
    code: Code,
    ...args: MessageArguments<Code>
  ): never {
    return failAt({ file: this.file, span: { start, end } }, code, ...args);
  }
}

function groupByFirstCharacter(): ReadonlyMap<string, readonly Punctuation[]> {
  const groups = new Map<string, Punctuation[]>();
  for (const mark of punctuation) {
    const first = mark.charAt(0);
    groups.set(first, [...(groups.get(first) ?? []), mark]);
  }
  return groups;
}
