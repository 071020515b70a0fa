import { visibleText } from "./visible-text.js";

/** An element; attributes that are undefined are left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly (XmlElement | string)[];
}

/**
 * An XML 1.0 document. Texts may hold anything: what XML has no way to write is shown as an escape.
 * Names of elements and attributes are the caller's own.
 */
export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root, "")}`;
}

/** An element on lines of its own; one that holds a text keeps it as it is. */
function renderElement(
  { name, attributes = {}, children = [] }: XmlElement,
  indent: string,
): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeAttribute(String(value))}"`],
  );
  const start = `${indent}<${name}${given.join("")}`;
  if (children.length === 0) return `${start}/>\n`;
  const hasText = children.some((child) => typeof child === "string");
  const inner = children.map((child) => {
    if (typeof child === "string") return escapeText(child);
    return hasText ? renderElement(child, "").trimEnd() : renderElement(child, `${indent}  `);
  });
  return hasText
    ? `${start}>${inner.join("")}</${name}>\n`
    : `${start}>\n${inner.join("")}${indent}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};

function escapeText(text: string): string {
  return visibleText(text).replace(/[&<>]/g, (character) => entities[character] ?? "");
}

/** Line ends and tabs would be read as blanks. */
function escapeAttribute(text: string): string {
  return visibleText(text).replace(/[&<>"\n\t]/g, (character) => entities[character] ?? "");
}
