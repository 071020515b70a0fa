import { bytesOf, latin1, type StringValue, stringFromBytes } from "@portcullis/language";

/** Strings that an operation on texts can work on, and the way back from its result. */
export interface Texts {
  readonly texts: readonly string[];
  restore(text: string): StringValue;
}

/**
 * Strings as texts. When one of them is not valid UTF-8, all become texts of one character a byte:
 * finding, cutting and joining mean the same there, and no byte is lost.
 */
export function asTexts(strings: readonly StringValue[]): Texts {
  if (strings.every((string) => typeof string === "string"))
    return { texts: strings, restore: (text) => text };
  return {
    texts: strings.map((string) => latin1(bytesOf(string))),
    restore: (text) => stringFromBytes(Uint8Array.from(text, (byte) => byte.charCodeAt(0))),
  };
}

/** Computes a string from strings; see `asTexts`. */
export function mapTexts(
  strings: readonly StringValue[],
  compute: (...texts: string[]) => string,
): StringValue {
  const { texts, restore } = asTexts(strings);
  return restore(compute(...texts));
}
