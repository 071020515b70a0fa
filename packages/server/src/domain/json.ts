/** JSON as it is written, where JavaScript would not hold all digits of its numbers. */
export type JsonText = string;

/** What JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}
