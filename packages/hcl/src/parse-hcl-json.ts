import {
  BACKSLASH,
  CARRIAGE_RETURN,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  END_OF_FILE,
  isDigit,
  LEFT_BRACE,
  LEFT_BRACKET,
  LINE_FEED,
  MINUS,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  SPACE,
  TAB,
} from "./characters.js";
import { isOutOfRange, makeNumber } from "./convert-value.js";
import { type HclProblem, makeProblem, SyntaxFault } from "./hcl-problem.js";
import { HclSource } from "./hcl-source.js";
import type { HclEntry, HclList, HclName, HclNumber, HclObject, HclValue } from "./hcl-value.js";
import { MAX_INPUT_LENGTH } from "./limits.js";
import { Scanner } from "./scanner.js";
import { unexpected } from "./unexpected.js";

/** A file as far as it could be read, and everything that is wrong with it. */
export interface HclJsonFile {
  readonly source: HclSource;
  /** Missing beside a problem. */
  readonly value: HclValue | undefined;
  readonly problems: readonly HclProblem[];
}

/**
 * Parses JSON (RFC 8259) and keeps the place of everything in it. What its objects mean as blocks
 * depends on what blocks the reader knows (HCL JSON Syntax Specification) and is left to the caller.
 * Strings are taken as they stand, which is what they mean where there is nothing to refer to.
 * Never throws. `fileName` is only shown in messages.
 */
export function parseHclJson(fileName: string, text: string): HclJsonFile {
  const source = new HclSource(fileName, text);
  if (text.length > MAX_INPUT_LENGTH) {
    const problem = makeProblem("too-long", { start: 0, end: text.length });
    return { source, value: undefined, problems: [problem] };
  }
  const scanner = new Scanner(source);
  try {
    const value = parseValue(scanner);
    if (scanner.peek() !== END_OF_FILE) throw unexpected(scanner, "json-end");
    const { problems } = scanner;
    return { source, value: problems.length === 0 ? value : undefined, problems };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { source, value: undefined, problems: [...scanner.problems, error.problem] };
  }
}

/** Parses a value with the white space around it. */
function parseValue(scanner: Scanner): HclValue {
  skipWhiteSpace(scanner);
  const value = parseOptionalValue(scanner);
  if (value === undefined) throw unexpected(scanner, "json-value");
  skipWhiteSpace(scanner);
  return value;
}

function parseOptionalValue(scanner: Scanner): HclValue | undefined {
  const unit = scanner.peek();
  if (unit === DOUBLE_QUOTE) {
    const { text, start, end } = readString(scanner);
    return { kind: "string", value: text, start, end };
  }
  if (unit === LEFT_BRACE) return parseObject(scanner);
  if (unit === LEFT_BRACKET) return parseList(scanner);
  if (isDigit(unit) || unit === MINUS) return readNumber(scanner);
  return parseKeyword(scanner);
}

function parseKeyword(scanner: Scanner): HclValue | undefined {
  const start = scanner.at;
  const [word] = /^(?:true|false|null)(?![\w-])/.exec(scanner.text.slice(start, start + 6)) ?? [];
  if (word === undefined) return undefined;
  scanner.at += word.length;
  const span = { start, end: scanner.at };
  return word === "null"
    ? { kind: "null", ...span }
    : { kind: "bool", value: word === "true", ...span };
}

function parseObject(scanner: Scanner): HclObject {
  const start = scanner.at;
  const outer = scanner.enter();
  scanner.at++;
  const entries: HclEntry[] = [];
  skipWhiteSpace(scanner);
  if (!scanner.take(RIGHT_BRACE)) {
    do entries.push(parseEntry(scanner));
    while (scanner.take(COMMA));
    if (!scanner.take(RIGHT_BRACE)) throw unexpected(scanner, "json-separator", "}");
  }
  scanner.leave(outer);
  return { kind: "object", entries, start, end: scanner.at };
}

function parseEntry(scanner: Scanner): HclEntry {
  skipWhiteSpace(scanner);
  if (scanner.peek() !== DOUBLE_QUOTE) throw unexpected(scanner, "json-key");
  const key = readString(scanner);
  skipWhiteSpace(scanner);
  if (!scanner.take(COLON)) throw unexpected(scanner, "json-colon");
  return { key, value: parseValue(scanner) };
}

function parseList(scanner: Scanner): HclList {
  const start = scanner.at;
  const outer = scanner.enter();
  scanner.at++;
  const items: HclValue[] = [];
  skipWhiteSpace(scanner);
  if (!scanner.take(RIGHT_BRACKET)) {
    do items.push(parseValue(scanner));
    while (scanner.take(COMMA));
    if (!scanner.take(RIGHT_BRACKET)) throw unexpected(scanner, "json-separator", "]");
  }
  scanner.leave(outer);
  return { kind: "list", items, start, end: scanner.at };
}

function readNumber(scanner: Scanner): HclNumber {
  const start = scanner.at;
  const word = /[\w.+-]*/y;
  word.lastIndex = start;
  const [text = ""] = word.exec(scanner.text) ?? [];
  scanner.at += text.length;
  const span = { start, end: scanner.at };
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text))
    throw scanner.faultAt("invalid-number", start, scanner.at, text);
  const number = makeNumber(text, span);
  if (isOutOfRange(number)) scanner.report("number-range", span, text);
  return number;
}

/** Reads the string that begins at the cursor. Half of a surrogate pair becomes U+FFFD, as in Go. */
function readString(scanner: Scanner): HclName {
  const start = scanner.at;
  scanner.at++;
  let isPlain = true;
  for (let unit = scanner.peek(); unit !== DOUBLE_QUOTE; unit = scanner.peek()) {
    if (unit === END_OF_FILE || unit === LINE_FEED || unit === CARRIAGE_RETURN)
      throw scanner.faultAt("json-string", start, scanner.at);
    if (unit < SPACE) throw scanner.faultAt("json-control", scanner.at, scanner.at + 1);
    if (unit !== BACKSLASH) {
      scanner.at++;
      continue;
    }
    isPlain = false;
    skipEscape(scanner);
  }
  scanner.at++;
  const span = { start, end: scanner.at };
  const inner = scanner.text.slice(start + 1, scanner.at - 1);
  const text = isPlain ? inner : (JSON.parse(`"${inner}"`) as string);
  return { text: text.replace(/\p{Cs}/gu, "\ufffd"), ...span };
}

function skipEscape(scanner: Scanner): void {
  const sequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  sequence.lastIndex = scanner.at;
  const [found] = sequence.exec(scanner.text) ?? [];
  if (found === undefined) {
    const written = scanner.text.slice(scanner.at, scanner.at + 2);
    throw scanner.faultAt("json-escape", scanner.at, scanner.at + written.length, written);
  }
  scanner.at += found.length;
}

function skipWhiteSpace(scanner: Scanner): void {
  for (;;) {
    const unit = scanner.peek();
    if (unit !== SPACE && unit !== TAB && unit !== LINE_FEED && unit !== CARRIAGE_RETURN) return;
    scanner.at++;
  }
}
