import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { LoadError } from "../source-reader.js";

/** A policy and the test cases that belong to it. Paths are relative to where the search began. */
export interface PolicyTests {
  readonly policy: string;
  /** The folder of the policy, from which the paths of cases are shown. */
  readonly folder: string;
  readonly cases: readonly string[];
}

/**
 * Finds policies and their cases: for `DIR/name.sentinel` these are the files `*.hcl` and `*.json` in
 * `DIR/test/name`, in order of their names (Commands, test). A folder stands for the policies
 * directly in it.
 */
export function discoverTests(paths: readonly string[]): PolicyTests[] {
  return paths.flatMap(policiesAt).map((policy) => {
    const folder = dirname(policy);
    const cases = join(folder, "test", basename(policy, ".sentinel"));
    return { policy, folder, cases: existsSync(cases) ? filesIn(cases, /\.(?:hcl|json)$/) : [] };
  });
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
