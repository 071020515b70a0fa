import type { Message } from "./message.js";

/** What the scanner and the parser say. */
export const syntaxMessages = {
  "unexpected-token": (found: string, expected: string): Message => ({
    text: `unexpected ${found}, expected ${expected}`,
  }),
  "assignment-in-condition": (): Message => ({
    text: 'unexpected "=" in an expression',
    hint: 'write "==" or "is" to compare',
  }),
  "missing-comma": (): Message => ({
    text: "unexpected newline in a list of elements",
    hint: "end the line before it with a comma",
  }),
  "reserved-word": (word: string): Message => ({
    text: `"${word}" is a reserved word and cannot be a name`,
    hint: `choose another name, such as "${word}_"`,
  }),
  "else-on-new-line": (): Message => ({
    text: 'unexpected "else"',
    hint: 'write "else" on the line of the closing brace: "} else {"',
  }),
  "selector-assignment": (): Message => ({
    text: "a selector cannot be assigned to",
    hint: 'assign to an index instead: x["key"] = value',
  }),
  "invalid-assignment-target": (): Message => ({
    text: "only a name or an index can be assigned to",
  }),
  "import-after-statement": (): Message => ({
    text: "imports come before all other statements",
    hint: "move the import to the top of the file",
  }),
  "param-after-statement": (): Message => ({
    text: "parameters come after the imports and before all other statements",
    hint: "move the parameter up",
  }),
  "param-default-not-literal": (): Message => ({
    text: "the default of a parameter is a literal: string, number, bool, list or map",
  }),
  "missing-import-alias": (path: string): Message => ({
    text: `import "${path}" needs a name, because its path is not one`,
    hint: `write: import "${path}" as ${nameFromPath(path)}`,
  }),
  "nested-function-declaration": (name: string): Message => ({
    text: `function "${name}" is declared inside a block`,
    hint: `declare it at the top of the file, or write: ${name} = func(…) { … }`,
  }),
  "slice-with-three-indices": (): Message => ({ text: "a slice takes at most two indices" }),
  "duplicate-else-clause": (): Message => ({ text: 'a case statement has one "else" at most' }),
  "source-too-long": (limit: number): Message => ({
    text: `the source is longer than ${limit} characters`,
    hint: "move parts of it to modules",
  }),
  "nesting-too-deep": (limit: number): Message => ({
    text: `the source nests more than ${limit} levels deep`,
    hint: "split the expression over several names",
  }),
  "unterminated-string": (): Message => ({
    text: "string is not terminated",
    hint: "close it on the same line, or use back quotes for a text of several lines",
  }),
  "unterminated-raw-string": (): Message => ({
    text: "raw string is not terminated",
    hint: "close it with a back quote",
  }),
  "unterminated-comment": (): Message => ({
    text: "comment is not terminated",
    hint: 'close it with "*/"',
  }),
  "invalid-escape": (sequence: string): Message => ({
    text: `invalid escape sequence "${sequence}" in a string`,
    hint: 'write a back slash as "\\\\", or use back quotes',
  }),
  "invalid-code-point": (sequence: string): Message => ({
    text: `"${sequence}" is not a character of Unicode`,
  }),
  "invalid-number": (literal: string): Message => ({ text: `invalid number "${literal}"` }),
  "integer-out-of-range": (literal: string): Message => ({
    text: `integer "${literal}" does not fit in 64 bits`,
  }),
  "unexpected-character": (character: string): Message => ({
    text: `unexpected character ${character}`,
    hint: spelledOtherwise.get(character),
  }),
};

/** What other languages write with characters that this one does not have. */
const spelledOtherwise: ReadonlyMap<string, string> = new Map([
  ['"&"', 'write "and"'],
  ['"|"', 'write "or"'],
  ['"^"', 'write "xor"'],
  ['"~"', 'write "matches" for a regular expression'],
  [`"'"`, "put strings in double quotes or back quotes"],
]);

/** The last part of a path that looks like a name and like no version: `tfplan` of `tfplan/v2`. */
function nameFromPath(path: string): string {
  const parts = path.split("/").map((part) => part.replaceAll("-", "_"));
  return parts.findLast((part) => /^(?!v\d+$)[\p{L}_][\p{L}\p{Nd}_]*$/u.test(part)) ?? "name";
}
