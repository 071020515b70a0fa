import {
  compareUtf8,
  decodeUtf8,
  decodeUtf8Leniently,
  encodeUtf8,
  isAscii,
  utf8Length,
} from "../source/utf8.js";
import { EngineValue, type Value } from "./value.js";

/**
 * A string whose bytes are not valid UTF-8.
 *
 * INVARIANT: bytes that are valid UTF-8 are always held as a JavaScript string, so a `ByteString`
 * never equals one. Make strings from bytes with `stringFromBytes`.
 */
export class ByteString extends EngineValue {
  readonly kind = "string";
  readonly bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }

  static fromInvalidUtf8(bytes: Uint8Array): ByteString {
    return new ByteString(bytes);
  }
}

export type StringValue = string | ByteString;

export function isString(value: Value): value is StringValue {
  return typeof value === "string" || value instanceof ByteString;
}

export function stringFromBytes(bytes: Uint8Array): StringValue {
  return decodeUtf8(bytes) ?? ByteString.fromInvalidUtf8(bytes);
}

export function bytesOf(value: StringValue): Uint8Array {
  return typeof value === "string" ? encodeUtf8(value) : value.bytes;
}

/** The text for people: bytes that are not UTF-8 become the replacement character. */
export function textOf(value: StringValue): string {
  return typeof value === "string" ? value : decodeUtf8Leniently(value.bytes);
}

/** The length in units of the host: known without looking at the string. */
export function lengthInHost(value: StringValue): number {
  return typeof value === "string" ? value.length : value.bytes.length;
}

/** The length in bytes. */
export function byteLength(value: StringValue): number {
  return typeof value === "string" ? utf8Length(value) : value.bytes.length;
}

/** The bytes from `low` up to `high`, both within the string. */
export function sliceBytes(value: StringValue, low: number, high: number): StringValue {
  if (typeof value === "string" && isAscii(value)) return value.slice(low, high);
  return stringFromBytes(bytesOf(value).slice(low, high));
}

export function concatenate(left: StringValue, right: StringValue): StringValue {
  if (typeof left === "string" && typeof right === "string") return left + right;
  const head = bytesOf(left);
  const tail = bytesOf(right);
  const joined = new Uint8Array(head.length + tail.length);
  joined.set(head);
  joined.set(tail, head.length);
  // Two halves of a character make a whole one, so the result may well be valid UTF-8 again.
  return stringFromBytes(joined);
}

export function containsString(container: StringValue, part: StringValue): boolean {
  if (typeof container === "string" && typeof part === "string") return container.includes(part);
  return latin1(bytesOf(container)).includes(latin1(bytesOf(part)));
}

export function stringsEqual(left: StringValue, right: StringValue): boolean {
  if (typeof left === "string" || typeof right === "string") return left === right;
  return latin1(left.bytes) === latin1(right.bytes);
}

/** Orders by bytes; negative, zero or positive. */
export function compareStrings(left: StringValue, right: StringValue): number {
  if (typeof left === "string" && typeof right === "string") return compareUtf8(left, right);
  return compareUtf8(latin1(bytesOf(left)), latin1(bytesOf(right)));
}

/** One character a byte, so that operations on texts serve for bytes. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
