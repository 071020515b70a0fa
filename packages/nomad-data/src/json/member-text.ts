import { decodeUtf8 } from "@portcullis/language";
import { DocumentFailure } from "./document-problem.js";
import { JsonScanner } from "./json-scanner.js";

/** Where a member of an object begins and ends in the object's text, in UTF-16 code units. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * The text of an object with one of its members replaced by what `change` makes of its text (absent
 * when there is none); everything else stays byte for byte. Nothing if the bytes are no JSON object.
 */
export function withMember(
  bytes: Uint8Array,
  key: string,
  change: (text: string | undefined) => string,
): string | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    return replaced(text, key, change);
  } catch (error) {
    if (error instanceof DocumentFailure) return undefined;
    throw error;
  }
}

function replaced(text: string, key: string, change: (text: string | undefined) => string): string {
  const scanner = new JsonScanner("answer", text);
  let place: Place | undefined;
  let members = 0;
  scanner.object((found) => {
    members++;
    scanner.peek();
    const start = scanner.offset;
    scanner.skipValue();
    if (found === key) place = { start, end: scanner.offset };
  });
  const end = scanner.offset - 1;
  scanner.end();
  if (place === undefined) {
    const comma = members === 0 ? "" : ",";
    return `${text.slice(0, end)}${comma}${JSON.stringify(key)}:${change(undefined)}${text.slice(end)}`;
  }
  return (
    text.slice(0, place.start) + change(text.slice(place.start, place.end)) + text.slice(place.end)
  );
}
