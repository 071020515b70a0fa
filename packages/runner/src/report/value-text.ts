import {
  formatNumber,
  isFunction,
  isList,
  isMap,
  isNumeric,
  isString,
  itemsOf,
  kindOf,
  mapGet,
  mapKeys,
  quote,
  textOf,
  type Value,
} from "@portcullis/language";

/**
 * LIMIT: lines of one value in a trace, and characters of one string. A rule may have the whole plan
 * for its value; the JSON trace has it in full.
 */
const MAX_LINES = 500;
const MAX_STRING = 2000;
const MAX_DEPTH = 50;

/**
 * A value as a trace shows it: one line an element, no commas, nested by two spaces
 * (Writing policies, Tracing).
 */
export function renderValue(value: Value): string[] {
  const lines = new ValueLines();
  lines.add("", "", value);
  return lines.lines;
}

class ValueLines {
  readonly lines: string[] = [];

  /** Adds a value behind `prefix`, which stands on its first line, its other lines indented. */
  add(indent: string, prefix: string, value: Value): void {
    if (this.lines.length >= MAX_LINES) {
      if (this.lines.length === MAX_LINES) this.lines.push(`${indent}...`);
      return;
    }
    if (isList(value)) {
      this.collection(indent, prefix, "[]", itemsOf(value), (item, inner) =>
        this.add(inner, "", item),
      );
    } else if (isMap(value)) {
      this.collection(indent, prefix, "{}", mapKeys(value), (key, inner) =>
        this.add(inner, `${renderScalar(key)}: `, mapGet(value, key) ?? null),
      );
    } else {
      this.lines.push(indent + prefix + renderScalar(value));
    }
  }

  private collection<Element>(
    indent: string,
    prefix: string,
    brackets: string,
    elements: readonly Element[],
    add: (element: Element, indent: string) => void,
  ): void {
    if (elements.length === 0) {
      this.lines.push(indent + prefix + brackets);
      return;
    }
    if (indent.length >= MAX_DEPTH * 2) {
      this.lines.push(`${indent}${prefix}${brackets.charAt(0)}...${brackets.charAt(1)}`);
      return;
    }
    this.lines.push(indent + prefix + brackets.charAt(0));
    for (const element of elements) {
      if (this.lines.length > MAX_LINES) break;
      add(element, `${indent}  `);
    }
    this.lines.push(indent + brackets.charAt(1));
  }
}

function renderScalar(value: Value): string {
  if (isString(value)) {
    const text = textOf(value);
    return text.length > MAX_STRING ? `${quote(text.slice(0, MAX_STRING))}...` : quote(value);
  }
  if (isNumeric(value)) return formatNumber(value);
  if (isFunction(value)) return "func";
  return typeof value === "boolean" ? String(value) : kindOf(value);
}
