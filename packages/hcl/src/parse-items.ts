import {
  COLON,
  DOUBLE_QUOTE,
  END_OF_FILE,
  EQUALS,
  LEFT_BRACE,
  nameStartLength,
  RIGHT_BRACE,
} from "./characters.js";
import type { HclAttribute, HclBlock, HclBody, HclItem } from "./hcl-body.js";
import type { HclName } from "./hcl-value.js";
import { parseValue } from "./parse-value.js";
import { readQuotedString } from "./read-quoted-string.js";
import type { Scanner } from "./scanner.js";
import { unexpected } from "./unexpected.js";

/**
 * Parses attributes and blocks, each with the end of its line, up to a closing brace or the end of
 * the file. They are put into `items` one by one, so that a fault leaves those before it.
 */
export function parseItems(scanner: Scanner, items: HclItem[]): void {
  const names = new Map<string, HclName>();
  scanner.skipLines();
  while (scanner.peek() !== END_OF_FILE && scanner.peek() !== RIGHT_BRACE) {
    const item = parseItem(scanner, false);
    if (item.kind === "HclBlock" || isFirst(scanner, names, item.name)) items.push(item);
    scanner.skipBlanks();
    if (!scanner.atLineEnd()) throw unexpected(scanner, "missing-line-break");
    scanner.skipLines();
  }
}

function isFirst(scanner: Scanner, names: Map<string, HclName>, name: HclName): boolean {
  const first = names.get(name.text);
  if (first === undefined) {
    names.set(name.text, name);
    return true;
  }
  const { line } = scanner.source.positionAt(first.start);
  scanner.report("duplicate-attribute", name, name.text, String(line));
  return false;
}

function parseItem(scanner: Scanner, isInOneLineBlock: boolean): HclItem {
  const name = parseItemName(scanner);
  scanner.skipBlanks();
  if (scanner.take(EQUALS)) return parseAttribute(scanner, name);
  if (scanner.peek() === COLON) {
    throw scanner.faultAt("colon-assignment", scanner.at, scanner.at + 1, name.text);
  }
  if (isInOneLineBlock && beginsHeader(scanner)) {
    throw scanner.faultAt("one-line-nesting", name.start, name.end, name.text);
  }
  return parseBlock(scanner, name);
}

function parseItemName(scanner: Scanner): HclName {
  const name = scanner.readName();
  if (name !== undefined) return name;
  if (scanner.peek() !== DOUBLE_QUOTE) throw unexpected(scanner, "missing-item");
  throw scanner.faultAt("quoted-name", scanner.at, scanner.at + 1);
}

/** Parses what follows the equals sign. */
function parseAttribute(scanner: Scanner, name: HclName): HclAttribute {
  scanner.skipBlanks();
  const value = parseValue(scanner);
  return { kind: "HclAttribute", name, value, start: name.start, end: value.end };
}

function beginsHeader(scanner: Scanner): boolean {
  const unit = scanner.peek();
  const isName = nameStartLength(scanner.text, scanner.at) > 0;
  return unit === LEFT_BRACE || unit === DOUBLE_QUOTE || isName;
}

/** Parses what follows the type of a block. A block on one line holds at most one attribute. */
function parseBlock(scanner: Scanner, type: HclName): HclBlock {
  const labels = parseLabels(scanner, type);
  const brace = scanner.at;
  const outer = scanner.enter();
  scanner.at++;
  const items: HclItem[] = [];
  scanner.skipBlanks();
  if (scanner.atLineEnd()) parseItems(scanner, items);
  else if (scanner.peek() !== RIGHT_BRACE) items.push(parseItem(scanner, true));
  const body: HclBody = { items, start: brace + 1, end: scanner.at };
  if (!scanner.take(RIGHT_BRACE)) {
    if (scanner.peek() !== END_OF_FILE) throw unexpected(scanner, "one-line-block");
    throw scanner.faultAt("unclosed-block", brace, brace + 1, type.text);
  }
  scanner.leave(outer);
  return { kind: "HclBlock", type, labels, body, start: type.start, end: scanner.at };
}

/** Parses labels up to the opening brace, which is left to read. */
function parseLabels(scanner: Scanner, type: HclName): HclName[] {
  const labels: HclName[] = [];
  for (;;) {
    const label = parseLabel(scanner);
    if (label === undefined) break;
    labels.push(label);
    scanner.skipBlanks();
  }
  if (scanner.peek() === LEFT_BRACE) return labels;
  if (labels.length === 0) throw unexpected(scanner, "unfinished-item", type.text);
  if (scanner.peek() !== EQUALS) throw unexpected(scanner, "unfinished-header", type.text);
  throw scanner.faultAt("labelled-attribute", scanner.at, scanner.at + 1, type.text);
}

function parseLabel(scanner: Scanner): HclName | undefined {
  if (scanner.peek() !== DOUBLE_QUOTE) return scanner.readName();
  const start = scanner.at;
  const text = readQuotedString(scanner);
  return { text, start, end: scanner.at };
}
