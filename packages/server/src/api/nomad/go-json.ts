import { NomadError } from "./nomad-error.js";

/**
 * The first JSON value of a body, as Go's decoder takes it: whatever follows is ignored, and bytes that
 * are no UTF-8 become the replacement character.
 *
 * @throws NomadError
 */
export function firstJsonValue(body: Uint8Array): unknown {
  if (body.length === 0) throw new NomadError(400, "Request body is empty");
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  try {
    return JSON.parse(text.slice(0, endOfFirstValue(text)));
  } catch {
    throw new NomadError(400, "the request body is no valid JSON");
  }
}

/** Where the first value ends, if it is one; what it is made of is not looked at. */
function endOfFirstValue(text: string): number {
  const start = text.search(/[^ \t\r\n]/);
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== "{" && first !== "[") {
    const length = text.slice(start).search(/[\s,:{}[\]"]/);
    return length === -1 ? text.length : start + length;
  }
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    at++;
    if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return at;
  }
  return text.length;
}

/** The place behind the string that begins here. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
