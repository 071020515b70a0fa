import type { JsonValue } from "../domain/json.js";

/** How values of the domain become values of columns, and back. */

const encoder = new TextEncoder();
// Without the option, text that begins with a byte order mark would lose it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function truth(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

export function truthOrNull(value: boolean | null): 0 | 1 | null {
  return value === null ? null : truth(value);
}

export function bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

export function bytesOrNull(text: string | null): Uint8Array | null {
  return text === null ? null : bytes(text);
}

export function text(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function textOrNull(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : text(bytes);
}

export function json(value: JsonValue | object): string {
  return JSON.stringify(value);
}

/** INVARIANT: the text was written by `json` from a value of this type. */
export function fromJson<Value>(text: string): Value {
  return JSON.parse(text);
}
