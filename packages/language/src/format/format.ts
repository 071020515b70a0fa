import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import { parse } from "../syntax/parse.js";
import { readItems } from "./item.js";
import { layOut } from "./lay-out.js";
import { cutIntoLines } from "./line.js";
import { printLines } from "./print-lines.js";
import { TokenList } from "./token-list.js";

export type FormatResult =
  | { readonly text: string; readonly diagnostics: readonly [] }
  | { readonly text?: never; readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]] };

/**
 * Puts a policy or module into its canonical form. Tokens, comments and line breaks stay as they are;
 * blanks, indentation and blank lines change. Formatting what was formatted changes nothing.
 *
 * Reports the first syntax error, if there is one, instead of a text.
 */
export function format(source: SourceFile): FormatResult {
  const { file, diagnostics } = parse(source);
  if (file === undefined) return { diagnostics };
  const items = readItems(source);
  const list = new TokenList(items);
  const layout = layOut(file, list);
  return { text: printLines(cutIntoLines(items, list, layout), layout), diagnostics: [] };
}
