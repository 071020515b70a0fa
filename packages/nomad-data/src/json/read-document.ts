import { decodeUtf8, toInt } from "@portcullis/language";
import {
  type Field,
  type IntShape,
  int,
  type OptionalShape,
  type Shape,
  type Struct,
} from "../schema/shape.js";
import { DocumentFailure, type DocumentProblem, shortened } from "./document-problem.js";
import { foldKey } from "./fold-key.js";
import { type JsonKind, JsonScanner } from "./json-scanner.js";
import { parseSpan } from "./span.js";
import { type Tree, type TreeObject, toObject } from "./tree.js";

/** LIMIT: bytes of a document; no job comes near, and what is read from it takes several times as much. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** LIMIT: characters of an integer, which 64 bits never exceed; reading takes the square of its length. */
const MAX_INT_CHARACTERS = 20;

/** Who wrote a document: users, whose values for what Nomad sets are dropped, or Nomad. */
export type Origin = "submitted" | "stored";

export type DocumentResult =
  | { readonly tree: TreeObject; readonly problem?: never }
  | { readonly tree?: never; readonly problem: DocumentProblem };

/**
 * Reads a document as Nomad would, that is by the rules of Go's decoder (package encoding/json): keys
 * of known fields match whatever their case, unknown ones are dropped, null leaves a field as it is.
 * What is ambiguous is refused: a field given twice, text behind the document, bytes that are no UTF-8.
 * `name` is how messages call it.
 */
export function readDocument(
  name: string,
  bytes: Uint8Array,
  shape: Struct,
  origin: Origin,
): DocumentResult {
  const whole = (what: string): DocumentResult => ({
    problem: new DocumentFailure(name, [], 0, what).problem,
  });
  if (bytes.length > MAX_DOCUMENT_BYTES)
    return whole(`is larger than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MiB`);
  const text = decodeUtf8(bytes);
  if (text === undefined) return whole("is not text in UTF-8");
  try {
    return { tree: new DocumentReader(new JsonScanner(name, text), origin).read(shape) };
  } catch (error) {
    if (error instanceof DocumentFailure) return { problem: error.problem };
    throw error;
  }
}

class DocumentReader {
  private readonly scanner: JsonScanner;
  private readonly origin: Origin;

  constructor(scanner: JsonScanner, origin: Origin) {
    this.scanner = scanner;
    this.origin = origin;
  }

  read(shape: Struct): TreeObject {
    const tree = this.struct(shape);
    this.scanner.end();
    return tree;
  }

  /** A value; `undefined` for null, which leaves the zero value. */
  private value(shape: Shape): Tree | undefined {
    if (shape.kind === "optional") return this.value(shape.of);
    if (shape.kind === "anything") return this.anything();
    if (this.scanner.peek() !== "null") return this.given(shape);
    this.scanner.null();
    return undefined;
  }

  private given(shape: Exclude<Shape, OptionalShape>): Tree {
    switch (shape.kind) {
      case "struct":
        return this.struct(shape);
      case "map":
        return this.map(() => this.element(shape.of));
      case "list":
        return this.list(() => this.element(shape.of));
      case "bool":
        this.expect("a boolean");
        return this.scanner.boolean();
      case "int":
        return this.int(shape);
      case "span":
        return this.scanner.peek() === "a number" ? this.int(int) : this.span();
      case "bytes":
        return this.base64();
      default:
        return this.string();
    }
  }

  /** COMPAT (Go, package encoding/json): null in a list or map is the zero value of its elements. */
  private element(shape: Shape): Tree {
    const tree = this.value(shape);
    if (tree !== undefined) return tree;
    const zero = zeroes[shape.kind];
    return zero ?? this.scanner.fail("is null, expected an object");
  }

  private struct({ byFoldedWire }: Struct): TreeObject {
    this.expect("an object");
    const given = new Map<string, Tree>();
    const seen = new Set<Field>();
    this.scanner.object((key) => {
      const field = byFoldedWire.get(foldKey(key));
      if (field === undefined) return this.scanner.skipValue();
      if (seen.has(field))
        this.scanner.fail(`is given twice; keys that differ in case are the same`);
      seen.add(field);
      const tree = this.value(field.shape);
      if (tree !== undefined && !(field.isStored && this.origin === "submitted"))
        given.set(field.wire, tree);
    });
    return toObject(given);
  }

  private map(readValue: () => Tree): TreeObject {
    this.expect("an object");
    const given = new Map<string, Tree>();
    this.scanner.object((key) => {
      if (given.has(key)) this.scanner.fail("is given twice");
      given.set(key, readValue());
    });
    return toObject(given);
  }

  private list(readElement: () => Tree): Tree[] {
    this.expect("a list");
    const elements: Tree[] = [];
    this.scanner.list(() => elements.push(readElement()));
    return elements;
  }

  /** COMPAT (Go, package encoding/json): numbers of no known type are floats. */
  private anything(): Tree {
    switch (this.scanner.peek()) {
      case "an object":
        return this.map(() => this.anything());
      case "a list":
        return this.list(() => this.anything());
      case "a string":
        return this.scanner.string();
      case "a number":
        return this.float();
      case "a boolean":
        return this.scanner.boolean();
      default:
        return this.scanner.null();
    }
  }

  private string(): string {
    this.expect("a string");
    return this.scanner.string();
  }

  private int({ min, max }: IntShape): number | bigint {
    this.expect("a number");
    const token = this.scanner.number();
    if (!/^-?\d+$/.test(token))
      this.scanner.fail("has a fraction or an exponent, expected an integer");
    // Go reads an unsigned integer without any sign, even that of -0.
    const integer = token.length > MAX_INT_CHARACTERS ? undefined : BigInt(token);
    const isSigned = min === 0n && token.startsWith("-");
    if (integer === undefined || isSigned || integer < min || integer > max)
      return this.scanner.fail(`is ${shortened(token)}, expected an integer from ${min} to ${max}`);
    return toInt(integer);
  }

  private float(): number {
    const token = this.scanner.number();
    const float = Number(token);
    return Number.isFinite(float)
      ? float
      : this.scanner.fail(`is ${shortened(token)}, which no float holds`);
  }

  private span(): number {
    const nanoseconds = parseSpan(this.string());
    return nanoseconds ?? this.scanner.fail('is no duration such as "1h30m"');
  }

  private base64(): string {
    const text = this.string();
    return isBase64(text) ? text : this.scanner.fail("is not base64");
  }

  private expect(kind: JsonKind): void {
    const found = this.scanner.peek();
    if (found !== kind) this.scanner.fail(`is ${found}, expected ${kind}`);
  }
}

/** What null is among the elements of a list or map; there is none for an object. */
const zeroes: Readonly<Partial<Record<Shape["kind"], Tree>>> = {
  text: "",
  bytes: "",
  time: "",
  bool: false,
  int: 0,
  list: [],
  map: toObject([]),
};

/** Padded, of the standard alphabet, as Go's decoder wants it. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
