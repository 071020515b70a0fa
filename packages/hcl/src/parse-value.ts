import {
  BANG,
  COLON,
  COMMA,
  DOT,
  DOUBLE_QUOTE,
  END_OF_FILE,
  EQUALS,
  isDigit,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PARENTHESIS,
  LESS,
  MINUS,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  RIGHT_PARENTHESIS,
} from "./characters.js";
import type { HclEntry, HclList, HclName, HclObject, HclString, HclValue } from "./hcl-value.js";
import { toObjectKey } from "./object-key.js";
import { parseExpression } from "./parse-expression.js";
import { readHeredoc } from "./read-heredoc.js";
import { readNumber } from "./read-number.js";
import { readQuotedString } from "./read-quoted-string.js";
import { refuseFor, refuseName } from "./refusal.js";
import type { Scanner } from "./scanner.js";
import { applyUnaryOperator } from "./unary-operator.js";
import { unexpected } from "./unexpected.js";

/*
 * One function per form of HCL's expressions that is constant, from the cursor on. Each leaves the
 * cursor at the first character that is not its own; only values skip the space behind them, because
 * an operator may follow.
 */

/** Parses the value that must begin at the cursor, and skips the space behind it. */
export function parseValue(scanner: Scanner): HclValue {
  const value = parseOptionalValue(scanner);
  if (value === undefined) throw unexpected(scanner, "missing-value");
  return value;
}

/** The same for a value that may be missing, which leaves the cursor where it is. */
export function parseOptionalValue(scanner: Scanner): HclValue | undefined {
  return parseExpression(scanner, parseOperand);
}

function parseOperand(scanner: Scanner): HclValue | undefined {
  const unit = scanner.peek();
  switch (unit) {
    case DOUBLE_QUOTE:
      return stringValue(scanner, readQuotedString);
    case LEFT_BRACKET:
      return parseList(scanner);
    case LEFT_BRACE:
      return parseObject(scanner);
    case LEFT_PARENTHESIS:
      return parseParentheses(scanner);
    case MINUS:
      return parseUnary(scanner, "-");
    case BANG:
      return parseUnary(scanner, "!");
    case LESS:
      return scanner.peek(1) === LESS ? stringValue(scanner, readHeredoc) : undefined;
    default:
      return isDigit(unit) ? readNumber(scanner) : parseKeyword(scanner);
  }
}

function stringValue(scanner: Scanner, read: (scanner: Scanner) => string): HclString {
  const start = scanner.at;
  const value = read(scanner).normalize("NFC");
  return { kind: "string", value, start, end: scanner.at };
}

function parseKeyword(scanner: Scanner): HclValue | undefined {
  const name = scanner.readName();
  if (name === undefined) return undefined;
  const { text, start, end } = name;
  if (text === "true" || text === "false") {
    return { kind: "bool", value: text === "true", start, end };
  }
  if (text === "null") return { kind: "null", start, end };
  throw refuseName(scanner, name);
}

function parseUnary(scanner: Scanner, operator: "-" | "!"): HclValue {
  const start = scanner.at;
  const outer = scanner.enter();
  scanner.at++;
  scanner.skipSpace();
  const operand = parseOperand(scanner);
  if (operand === undefined) throw unexpected(scanner, "missing-value");
  scanner.leave(outer);
  return applyUnaryOperator(scanner, operator, operand, { start, end: operand.end });
}

/** The value's span includes the parentheses. */
function parseParentheses(scanner: Scanner): HclValue {
  const start = scanner.at;
  const outer = scanner.enter(false);
  scanner.at++;
  scanner.skipSpace();
  const value = parseValue(scanner);
  if (!scanner.take(RIGHT_PARENTHESIS)) throw unexpected(scanner, "unclosed-parenthesis");
  scanner.leave(outer);
  return { ...value, start, end: scanner.at };
}

function parseList(scanner: Scanner): HclList {
  const start = scanner.at;
  const outer = scanner.enter(false);
  scanner.at++;
  scanner.skipSpace();
  refuseFor(scanner);
  const items: HclValue[] = [];
  while (!scanner.take(RIGHT_BRACKET)) {
    refuseEndOfFile(scanner, "unclosed-list", start);
    items.push(parseValue(scanner));
    refuseEndOfFile(scanner, "unclosed-list", start);
    if (scanner.take(COMMA)) scanner.skipSpace();
    else if (scanner.peek() !== RIGHT_BRACKET) throw unexpected(scanner, "list-separator");
  }
  scanner.leave(outer);
  return { kind: "list", items, start, end: scanner.at };
}

function parseObject(scanner: Scanner): HclObject {
  const start = scanner.at;
  const outer = scanner.enter(true);
  scanner.at++;
  scanner.skipLines();
  refuseFor(scanner);
  const entries: HclEntry[] = [];
  while (!scanner.take(RIGHT_BRACE)) {
    refuseEndOfFile(scanner, "unclosed-object", start);
    const key = parseKey(scanner);
    scanner.skipSpace();
    const value = parseValue(scanner);
    if (key !== undefined) entries.push({ key, value });
    refuseEndOfFile(scanner, "unclosed-object", start);
    if (scanner.take(COMMA) || scanner.atLineBreak()) scanner.skipLines();
    else if (scanner.peek() !== RIGHT_BRACE) throw unexpected(scanner, "object-separator");
  }
  scanner.leave(outer);
  return { kind: "object", entries, start, end: scanner.at };
}

/** Parses a key and the sign behind it; nothing when its value cannot be a key. */
function parseKey(scanner: Scanner): HclName | undefined {
  const name = scanner.readName();
  if (name !== undefined) {
    scanner.skipSpace();
    if (takeAssignment(scanner)) return { ...name, text: name.text.normalize("NFC") };
    if (isConstant(name) && !isSelected(scanner)) {
      scanner.at = name.start;
      return parseComputedKey(scanner);
    }
    if (!isSelected(scanner)) throw unexpected(scanner, "missing-assignment");
    scanner.at = name.end;
    throw refuseName(scanner, name);
  }
  return parseComputedKey(scanner);
}

function parseComputedKey(scanner: Scanner): HclName | undefined {
  const value = parseOptionalValue(scanner);
  if (value === undefined) throw unexpected(scanner, "missing-key");
  if (!takeAssignment(scanner)) throw unexpected(scanner, "missing-assignment");
  return toObjectKey(scanner, value);
}

function isConstant({ text }: HclName): boolean {
  return text === "true" || text === "false" || text === "null";
}

function takeAssignment(scanner: Scanner): boolean {
  return scanner.take(EQUALS) || (scanner.peek(1) !== COLON && scanner.take(COLON));
}

/** Whether the name just read is the beginning of a reference or a call. */
function isSelected(scanner: Scanner): boolean {
  const unit = scanner.peek();
  return unit === DOT || unit === COLON || unit === LEFT_BRACKET || unit === LEFT_PARENTHESIS;
}

function refuseEndOfFile(
  scanner: Scanner,
  code: "unclosed-list" | "unclosed-object",
  start: number,
): void {
  if (scanner.peek() === END_OF_FILE) throw scanner.faultAt(code, start, start + 1);
}
