import { isInt, quote, type Value } from "@portcullis/language";
import { describeType, isObject, type JsonObject, member } from "./json-object.js";
import { MalformedDocument } from "./malformed-document.js";

/** LIMIT: characters of one key in a message; keys come from the document and may be of any length. */
const MAX_KEY_CHARACTERS = 100;

/**
 * An object of a document, and where it stands, so that whatever is wrong in it can be named. Each
 * method reads a member: what is absent or null gives the zero value, what is of another type throws
 * `MalformedDocument`. Nothing is looked at before it is read.
 */
export class JsonNode {
  readonly object: JsonObject;
  private readonly parent: JsonNode | string;
  private readonly key: string;
  private readonly position: number | undefined;

  /** `parent` is the name of the document ("plan") for its root. */
  private constructor(
    object: JsonObject,
    parent: JsonNode | string,
    key: string,
    position: number | undefined,
  ) {
    this.object = object;
    this.parent = parent;
    this.key = key;
    this.position = position;
  }

  static root(object: JsonObject, document: string): JsonNode {
    return new JsonNode(object, document, "", undefined);
  }

  has(key: string): boolean {
    return (this.value(key) ?? null) !== null;
  }

  /** A member as it is; `undefined` if it is absent. */
  value(key: string): Value | undefined {
    return member(this.object, key);
  }

  string(key: string): string {
    const value = this.value(key) ?? "";
    return typeof value === "string" ? value : this.mismatch(key, value, "a string");
  }

  /** A text without which an element means nothing. */
  requiredString(key: string): string {
    const text = this.string(key);
    return text === "" ? this.fail(key, "is missing") : text;
  }

  boolean(key: string): boolean {
    const value = this.value(key) ?? false;
    return typeof value === "boolean" ? value : this.mismatch(key, value, "a boolean");
  }

  /** The key of an instance: a number with `count`, a string with `for_each`, null without either. */
  index(key: string): string | number | bigint | null {
    const value = this.value(key) ?? null;
    if (value === null || typeof value === "string") return value;
    return isInt(value) ? value : this.mismatch(key, value, "an integer or a string");
  }

  list(key: string): readonly Value[] {
    const value = this.value(key) ?? [];
    return Array.isArray(value) ? value : this.mismatch(key, value, "an array");
  }

  strings(key: string): readonly string[] {
    const list = this.list(key);
    for (const [index, value] of list.entries())
      if (typeof value !== "string") this.mismatch(`${key}[${index}]`, value, "a string");
    return list as readonly string[];
  }

  /** An object; an empty one if it is absent. */
  child(key: string): JsonNode {
    const value = this.value(key) ?? {};
    if (!isObject(value)) return this.mismatch(key, value, "an object");
    return new JsonNode(value, this, key, undefined);
  }

  /** The objects of a list. */
  children(key: string): JsonNode[] {
    return this.list(key).map((value, index) =>
      isObject(value)
        ? new JsonNode(value, this, key, index)
        : this.mismatch(`${key}[${index}]`, value, "an object"),
    );
  }

  /** The objects of an object, by their keys. */
  entries(key: string): Map<string, JsonNode> {
    const parent = this.child(key);
    return new Map(Object.keys(parent.object).map((name) => [name, parent.child(name)]));
  }

  /** Throws: a member is not as it must be. */
  fail(key: string, problem: string): never {
    const path = `${this.path}${step(key)}`.replace(/^\./, "");
    throw new MalformedDocument(this.document, path, problem);
  }

  /** Throws: the object itself is not as it must be. */
  failHere(problem: string): never {
    throw new MalformedDocument(this.document, this.path, problem);
  }

  private mismatch(key: string, value: Value, expected: string): never {
    return this.fail(key, `is ${describeType(value)}, expected ${expected}`);
  }

  private get document(): string {
    let node: JsonNode = this;
    while (typeof node.parent !== "string") node = node.parent;
    return node.parent;
  }

  private get path(): string {
    const steps: string[] = [];
    let node: JsonNode = this;
    while (typeof node.parent !== "string") {
      steps.push(step(node.key) + (node.position === undefined ? "" : `[${node.position}]`));
      node = node.parent;
    }
    return steps.reverse().join("").replace(/^\./, "");
  }
}

/** A key as a path shows it: quoted in brackets unless it reads well behind a dot. */
function step(key: string): string {
  if (/^[\w-]+(?:\[\d+\])?$/.test(key) && key.length <= MAX_KEY_CHARACTERS) return `.${key}`;
  const shown = key.length > MAX_KEY_CHARACTERS ? `${key.slice(0, MAX_KEY_CHARACTERS)}...` : key;
  return `[${quote(shown)}]`;
}
