import { basename, join, resolve } from "node:path";
import { fileNameOf, loadConfiguration, loadImports } from "./load-configuration.js";
import type { PolicySet } from "./policy-set.js";
import type { ProgramCache } from "./program-cache.js";
import { LoadError, SourceReader } from "./source-reader.js";

/** The file that lists a folder's policies. */
export const CONFIGURATION_FILE = "sentinel.hcl";

/**
 * Loads the policies that `sentinel.hcl` in a folder lists, in their order. Sources are relative to
 * the folder; mocks serve tests and are left out (Configure a Sentinel policy set). Throws
 * `LoadError` for what is missing or malformed.
 */
export function loadPolicySet(folder: string, programs: ProgramCache): PolicySet {
  const path = join(folder, CONFIGURATION_FILE);
  const configuration = loadConfiguration(path);
  const reader = new SourceReader(folder, programs);
  if (configuration.policies.length === 0)
    throw new LoadError(`"${path}" lists no policies; add a block such as: policy "name" { … }`);
  return {
    name: basename(resolve(folder)),
    policies: configuration.policies.map((entry) => ({
      name: entry.name,
      fileName: fileNameOf(entry.source),
      text: reader.text(entry),
      enforcementLevel: entry.enforcementLevel,
      params: entry.params,
    })),
    imports: loadImports({ ...configuration, mocks: [] }, reader),
    params: configuration.params,
    globals: configuration.globals,
  };
}
