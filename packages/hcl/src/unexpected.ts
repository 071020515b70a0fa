import {
  BACKQUOTE,
  CARRIAGE_RETURN,
  DOUBLE_QUOTE,
  END_OF_FILE,
  isDigit,
  namePartLength,
  nameStartLength,
  SEMICOLON,
  SINGLE_QUOTE,
} from "./characters.js";
import type { HclProblemCode, ProblemDetails, SyntaxFault } from "./hcl-problem.js";
import { quote } from "./quote.js";
import type { Scanner } from "./scanner.js";

type AllButLast<Details extends readonly unknown[]> = Details extends [...infer Names, string]
  ? Names
  : never;

/**
 * A fault at the cursor whose last detail says what was found there. A character that HCL knows
 * nowhere becomes a fault of its own: naming it helps more than naming what was expected.
 */
export function unexpected<Code extends HclProblemCode>(
  scanner: Scanner,
  code: Code,
  ...names: AllButLast<ProblemDetails<Code>>
): SyntaxFault {
  const { text, at } = scanner;
  const details = (found: string) => [...names, found] as unknown as ProblemDetails<Code>;
  const unit = scanner.peek();
  if (scanner.atLineEnd()) {
    const end = scanner.lineEndWithoutComment();
    const found = unit === END_OF_FILE ? "the end of the file" : "the end of the line";
    return scanner.faultAt(code, end, end, ...details(found));
  }
  if (unit === DOUBLE_QUOTE) return scanner.faultAt(code, at, at + 1, ...details("a string"));
  const word = wordAt(text, at);
  if (word !== "") return scanner.faultAt(code, at, at + word.length, ...details(quote(word)));
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return (
    foreignCharacter(scanner, unit, character) ??
    scanner.faultAt(code, at, at + character.length, ...details(quote(character)))
  );
}

/** The name or number that begins at an offset, or the empty string. */
function wordAt(text: string, start: number): string {
  if (!isDigit(text.charCodeAt(start)) && nameStartLength(text, start) === 0) return "";
  let end = start;
  for (let length = 1; length > 0; length = namePartLength(text, end)) end += length;
  return text.slice(start, end);
}

function foreignCharacter(
  scanner: Scanner,
  unit: number,
  character: string,
): SyntaxFault | undefined {
  const start = scanner.at;
  const end = start + character.length;
  if (unit === SINGLE_QUOTE) return scanner.faultAt("single-quote", start, end);
  if (unit === BACKQUOTE) return scanner.faultAt("backquote", start, end);
  if (unit === SEMICOLON) return scanner.faultAt("semicolon", start, end);
  if (unit === CARRIAGE_RETURN) return scanner.faultAt("carriage-return", start, end);
  if ("\u2018\u2019\u201c\u201d".includes(character)) {
    return scanner.faultAt("curly-quote", start, end);
  }
  if ("(){}[]=<>!&|+-*/%^.,:?".includes(character)) return undefined;
  return scanner.faultAt("invalid-character", start, end, character);
}
