/** The form in which results are kept as blobs: JSON of this server's own writing. */
export function encodeJson(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** INVARIANT: the content was written by `encodeJson` from a value of this type. */
export function decodeJson<Value>(content: Uint8Array): Value {
  return JSON.parse(new TextDecoder().decode(content));
}
