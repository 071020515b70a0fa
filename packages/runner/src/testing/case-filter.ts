import { basename, extname } from "node:path";

/** Which policies and cases are to be run: `-run=POLICY/CASE`. */
export interface CaseFilter {
  readonly choosesCases: boolean;
  isPolicyWanted(path: string): boolean;
  isCaseWanted(path: string): boolean;
}

/**
 * A filter of two regular expressions, split at the first `/`, that may match anywhere in the name of
 * the policy's file and of the case's, with or without its ending (Commands, test). Throws
 * `SyntaxError` for what is no regular expression.
 */
export function parseCaseFilter(text: string): CaseFilter {
  const slash = text.indexOf("/");
  const policy = toRegExp(slash === -1 ? text : text.slice(0, slash));
  const test = slash === -1 ? undefined : toRegExp(text.slice(slash + 1));
  return {
    choosesCases: test !== undefined,
    isPolicyWanted: (path) => matchesName(policy, path),
    isCaseWanted: (path) => test === undefined || matchesName(test, path),
  };
}

/** Go writes the flags of a pattern at its beginning, `(?i)`. */
function toRegExp(pattern: string): RegExp {
  const [all = "", flags = ""] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  return new RegExp(pattern.slice(all.length), `u${flags}`);
}

function matchesName(pattern: RegExp, path: string): boolean {
  const name = basename(path);
  return pattern.test(name) || pattern.test(basename(name, extname(name)));
}
