import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { LoadError } from "../source-reader.js";
import type { CaseFilter } from "./case-filter.js";

/** A policy and the test cases that belong to it. Paths are relative to where the search began. */
export interface PolicyTests {
  readonly policy: string;
  readonly cases: readonly string[];
}

/**
 * Finds policies and their cases: for `DIR/name.sentinel` these are the files `*.hcl` and `*.json` in
 * `DIR/test/name`, in order of their names (Commands, test). A folder stands for the policies
 * directly in it. A policy that is named twice is tested once.
 */
export function discoverTests(paths: readonly string[], filter?: CaseFilter): PolicyTests[] {
  const policies = new Map(paths.flatMap(policiesAt).map((path) => [resolve(path), path]));
  const found = [...policies.values()].map((policy) => {
    const cases = join(dirname(policy), "test", basename(policy, ".sentinel"));
    return { policy, cases: existsSync(cases) ? filesIn(cases, /\.(?:hcl|json)$/) : [] };
  });
  return filter === undefined ? found : found.flatMap((tests) => filterTests(tests, filter));
}

/** A policy of which no case is wanted is not mentioned. */
function filterTests({ policy, cases }: PolicyTests, filter: CaseFilter): PolicyTests[] {
  if (!filter.isPolicyWanted(policy)) return [];
  const wanted = cases.filter((path) => filter.isCaseWanted(path));
  return wanted.length === 0 && filter.choosesCases ? [] : [{ policy, cases: wanted }];
}

function policiesAt(path: string): string[] {
  if (!existsSync(path)) throw new LoadError(`"${path}" does not exist; name a policy or a folder`);
  return statSync(path).isDirectory() ? filesIn(path, /\.sentinel$/) : [path];
}

/** Folders may have any name, published ones end in `.hcl`. */
function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .sort()
    .map((file) => join(folder, file))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true);
}
