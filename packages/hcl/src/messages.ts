import { MAX_INPUT_LENGTH, MAX_KEY_DIGITS, MAX_NESTING, MAX_PROBLEMS } from "./limits.js";
import { quote } from "./quote.js";

const ONLY_CONSTANTS = "but only constant values are allowed here";
const OWN_LINES =
  "put each attribute, each block and the closing brace of a longer block on its own line, without commas";
const QUOTE_KEY = "write a name, a quoted string or a number as the key";

/** One line without a final period, and how to mend it. */
export interface ProblemText {
  readonly message: string;
  readonly hint: string;
}

/**
 * Every text the parser says, by code. Codes are stable and never reused. Arguments called `found`
 * are phrases ready to print; all others are text of the file, quoted here.
 */
export const messages = {
  // Characters
  "invalid-character": (character: string): ProblemText => ({
    message: `character ${quote(character)} has no meaning here`,
    hint: "remove it, or put it into a quoted string",
  }),
  "single-quote": (): ProblemText => ({
    message: "single quotes do not enclose strings",
    hint: "use double quotes",
  }),
  backquote: (): ProblemText => ({
    message: "backquotes do not enclose strings",
    hint: "use double quotes, or a heredoc such as <<EOT for text of several lines",
  }),
  "curly-quote": (): ProblemText => ({
    message: "curly quotes do not enclose strings",
    hint: 'use straight double quotes: "',
  }),
  semicolon: (): ProblemText => ({
    message: '";" does not separate anything',
    hint: "put each attribute on its own line and separate items with commas",
  }),
  "unclosed-comment": (): ProblemText => ({
    message: "comment is not closed",
    hint: "end it with */, or begin it with # if it is one line",
  }),

  // Strings and numbers
  "unclosed-string": (): ProblemText => ({
    message: "string is not closed on its line",
    hint: "close it with a double quote; for a line break write \\n or use a heredoc such as <<EOT",
  }),
  "invalid-escape": (sequence: string): ProblemText => ({
    message: `${quote(sequence)} is not an escape sequence`,
    hint: 'use \\n \\r \\t \\" \\\\ \\uXXXX or \\UXXXXXXXX; write \\\\ for a backslash',
  }),
  "invalid-code-point": (sequence: string): ProblemText => ({
    message: `${quote(sequence)} is not a Unicode character`,
    hint: "write a character above \\uFFFF as one \\UXXXXXXXX, up to \\U0010FFFF",
  }),
  interpolation: (): ProblemText => ({
    message: `"\${" begins an interpolation, ${ONLY_CONSTANTS}`,
    hint: "write the resulting text, or $${ for the characters themselves",
  }),
  directive: (): ProblemText => ({
    message: `"%{" begins a template directive, ${ONLY_CONSTANTS}`,
    hint: "write the resulting text, or %%{ for the characters themselves",
  }),
  "heredoc-marker": (): ProblemText => ({
    message: '"<<" must be followed by a marker and the end of the line',
    hint: "write <<EOT, then the text on its own lines, then EOT alone on a line",
  }),
  "unclosed-heredoc": (marker: string): ProblemText => ({
    message: `heredoc ${quote(marker)} is not closed`,
    hint: "put the marker alone on a line after the text, and end that line too",
  }),
  "carriage-return": (): ProblemText => ({
    message: "carriage return without a line feed",
    hint: "end lines with a line feed, with or without a carriage return before it",
  }),
  "invalid-number": (text: string): ProblemText => ({
    message: `${quote(text)} is not a number`,
    hint: "write decimal digits such as 12, 1.5 or 2e9, or put text into double quotes",
  }),
  "number-range": (text: string): ProblemText => ({
    message: `number ${quote(text)} is out of range`,
    hint: "the largest number is about 1.8e308 and the smallest above zero about 5e-324",
  }),

  // Values
  "missing-value": (found: string): ProblemText => ({
    message: `expected a value, found ${found}`,
    hint: "begin a string, a number, true, false, null, a list or an object on this line",
  }),
  "keyword-case": (word: string): ProblemText => ({
    message: `${quote(word)} is not a constant`,
    hint: `write ${word.toLowerCase()}`,
  }),
  reference: (path: string): ProblemText => ({
    message: `${quote(path)} refers to another value, ${ONLY_CONSTANTS}`,
    hint: "write the value itself, or put text into double quotes",
  }),
  "function-call": (name: string): ProblemText => ({
    message: `${quote(name)} is called as a function, ${ONLY_CONSTANTS}`,
    hint: "write the result of the call",
  }),
  "for-expression": (): ProblemText => ({
    message: `"for" computes values, ${ONLY_CONSTANTS}`,
    hint: 'write the items one by one; a key of that name needs quotes: "for"',
  }),
  "unknown-operator": (operator: string, meant: string): ProblemText => ({
    message: `there is no operator ${quote(operator)}`,
    hint: `write ${meant}, or put text into double quotes`,
  }),
  traversal: (operator: string): ProblemText => ({
    message: `${quote(operator)} selects a part of a value, ${ONLY_CONSTANTS}`,
    hint: "write the selected part, or separate two values with a comma",
  }),
  splat: (operator: string): ProblemText => ({
    message: `${quote(operator)} selects from every item, ${ONLY_CONSTANTS}`,
    hint: "write the resulting list",
  }),
  "wrong-operand": (operator: string, kind: string): ProblemText => ({
    message: `operator ${quote(operator)} does not take ${kind}`,
    hint: "calculate with numbers, and combine true and false with && || and !",
  }),
  "division-by-zero": (operator: string): ProblemText => ({
    message: `operator ${quote(operator)} cannot divide by zero`,
    hint: "write the result that you mean",
  }),
  "conditional-colon": (found: string): ProblemText => ({
    message: `expected ":" after the first value of a conditional, found ${found}`,
    hint: "write condition ? value : other value, on one line or in parentheses",
  }),
  "wrong-condition": (kind: string): ProblemText => ({
    message: `a condition is true or false, not a ${kind}`,
    hint: "compare values with == != < > <= or >=",
  }),
  "inconsistent-types": (first: string, second: string): ProblemText => ({
    message: `a conditional cannot choose between these values of type ${first} and ${second}`,
    hint: "write two values of one type",
  }),
  "unclosed-parenthesis": (found: string): ProblemText => ({
    message: `expected ")", found ${found}`,
    hint: 'close the parenthesis with ")" after its one value',
  }),
  "list-separator": (found: string): ProblemText => ({
    message: `expected "," or "]" after a list item, found ${found}`,
    hint: "separate the items of a list with commas",
  }),
  "unclosed-list": (): ProblemText => ({
    message: "list is not closed before the end of the file",
    hint: 'close it with "]"',
  }),
  "missing-key": (found: string): ProblemText => ({
    message: `expected a key or "}", found ${found}`,
    hint: QUOTE_KEY,
  }),
  "key-type": (kind: string): ProblemText => ({
    message: `a value of type ${kind} cannot be the key of an object`,
    hint: QUOTE_KEY,
  }),
  "key-digits": (): ProblemText => ({
    message: `a number with more than ${MAX_KEY_DIGITS} digits cannot stand for text`,
    hint: "put it into double quotes",
  }),
  "missing-assignment": (found: string): ProblemText => ({
    message: `expected "=" or ":" after a key, found ${found}`,
    hint: "write key = value on one line",
  }),
  "object-separator": (found: string): ProblemText => ({
    message: `expected a comma, a new line or "}" after an item of an object, found ${found}`,
    hint: "separate the items of an object with commas or new lines",
  }),
  "unclosed-object": (): ProblemText => ({
    message: "object is not closed before the end of the file",
    hint: 'close it with "}"',
  }),

  // Bodies
  "missing-item": (found: string): ProblemText => ({
    message: `expected an attribute or a block, found ${found}`,
    hint: 'begin with a name: name = value, or name "label" { ... }',
  }),
  "stray-brace": (): ProblemText => ({
    message: '"}" closes nothing',
    hint: "remove it, or find the block that was closed too early",
  }),
  "quoted-name": (): ProblemText => ({
    message: "the name of an attribute or a block has no quotes",
    hint: "write name = value, without quotes around the name",
  }),
  "colon-assignment": (name: string): ProblemText => ({
    message: `attribute ${quote(name)} is set with ":"`,
    hint: 'use "=" outside of objects',
  }),
  "unfinished-item": (name: string, found: string): ProblemText => ({
    message: `expected "=", a label or "{" after ${quote(name)}, found ${found}`,
    hint: 'write name = value, or name "label" { ... } with the opening brace on the same line',
  }),
  "unfinished-header": (type: string, found: string): ProblemText => ({
    message: `expected a label or "{" to begin block ${quote(type)}, found ${found}`,
    hint: "put the labels and the opening brace of a block on one line",
  }),
  "labelled-attribute": (type: string): ProblemText => ({
    message: `block ${quote(type)} is followed by "="`,
    hint: 'remove "=" to write a block, or the labels to write an attribute',
  }),
  "duplicate-attribute": (name: string, line: string): ProblemText => ({
    message: `attribute ${quote(name)} is already set on line ${line}`,
    hint: "remove one of the two",
  }),
  "missing-line-break": (found: string): ProblemText => ({
    message: `expected the end of the line, found ${found}`,
    hint: OWN_LINES,
  }),
  "one-line-block": (found: string): ProblemText => ({
    message: `expected "}" after the one attribute of a one-line block, found ${found}`,
    hint: OWN_LINES,
  }),
  "one-line-nesting": (type: string): ProblemText => ({
    message: `block ${quote(type)} cannot stand inside a one-line block`,
    hint: OWN_LINES,
  }),
  "unclosed-block": (type: string): ProblemText => ({
    message: `block ${quote(type)} is not closed before the end of the file`,
    hint: 'close it with "}" on its own line',
  }),

  // JSON
  "json-value": (found: string): ProblemText => ({
    message: `expected a JSON value, found ${found}`,
    hint: "write a string in double quotes, a number, true, false, null, a list or an object",
  }),
  "json-key": (found: string): ProblemText => ({
    message: `expected a key in double quotes, found ${found}`,
    hint: 'put keys into double quotes, and no comma before "}"',
  }),
  "json-colon": (found: string): ProblemText => ({
    message: `expected ":" after a key, found ${found}`,
    hint: 'write "key": value',
  }),
  "json-separator": (closing: string, found: string): ProblemText => ({
    message: `expected "," or ${quote(closing)}, found ${found}`,
    hint: "separate the items with commas; JSON has no comments",
  }),
  "json-string": (): ProblemText => ({
    message: "string is not closed on its line",
    hint: "close it with a double quote, and write \\n for a line break",
  }),
  "json-escape": (sequence: string): ProblemText => ({
    message: `${quote(sequence)} is not an escape sequence of JSON`,
    hint: 'use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX; write \\\\ for a backslash',
  }),
  "json-control": (): ProblemText => ({
    message: "control character in a string",
    hint: "write it as \\uXXXX",
  }),
  "json-end": (found: string): ProblemText => ({
    message: `expected the end of the file after the JSON value, found ${found}`,
    hint: "remove what follows the closing brace",
  }),

  // Limits
  "too-deep": (): ProblemText => ({
    message: `values and blocks are nested more than ${MAX_NESTING} deep`,
    hint: "flatten the data, or keep it in a JSON file",
  }),
  "too-long": (): ProblemText => ({
    message: `file is longer than ${MAX_INPUT_LENGTH} characters`,
    hint: "split the file, or keep large data in a JSON file",
  }),
  "too-many-problems": (): ProblemText => ({
    message: `more than ${MAX_PROBLEMS} problems, reading stops here`,
    hint: "mend the problems above first",
  }),
};
