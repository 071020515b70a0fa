import { Invalid } from "../../domain/errors.js";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const PADDING = 61;

/**
 * The bytes that a text of base 64 stands for; line breaks are ignored, as `base64` writes them.
 *
 * @throws Invalid naming the field when anything else is in it
 */
export function decodeBase64(field: string, text: string): Uint8Array {
  const bytes = Buffer.from(text, "base64");
  // Whatever does not belong there is skipped, and then there are fewer bytes than characters say.
  const characters = countCharacters(text);
  const isWhole = characters % 4 !== 1 && bytes.length === Math.floor((characters * 3) / 4);
  if (!isWhole) throw new Invalid([{ field, message: "must be base 64" }]);
  return bytes;
}

/** Without line breaks, and without what fills it up at the end. */
function countCharacters(text: string): number {
  let count = 0;
  let padding = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) continue;
    padding = code === PADDING ? padding + 1 : 0;
    count++;
  }
  return count - padding;
}
