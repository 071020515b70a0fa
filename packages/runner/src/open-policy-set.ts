import { statSync } from "node:fs";
import { basename, isAbsolute, relative, resolve, sep } from "node:path";
import { loadConfiguration, policySetFile } from "./load-configuration.js";
import type { LoadOptions } from "./load-environment.js";
import { loadPolicySet } from "./load-policy-set.js";
import type { PolicySet } from "./policy-set.js";
import type { ProgramCache } from "./program-cache.js";
import { RemoteSourceError } from "./remote-sources/remote-source.js";
import { withoutSecrets } from "./remote-sources/without-secrets.js";
import { LoadError } from "./source-reader.js";
import { type FetchedFolder, isRemote } from "./source-resolver.js";

/** How what a set names is found, and what may be done with it. */
export type SetAccess = Pick<LoadOptions, "resolver" | "openPlugin">;

/**
 * Loads a policy set from a folder, or from an archive or repository, on this machine or at an address.
 * `workspace` is what reports name a folder's files from. Throws `LoadError`.
 */
export function openPolicySet(
  source: string,
  programs: ProgramCache,
  access: SetAccess,
  workspace: string,
): PolicySet {
  if (!isRemote(source) && !isFile(source)) {
    const set = loadPolicySet(source, programs, access);
    const path = resolve(source);
    return { ...set, folder: isWithin(workspace, path) ? relative(workspace, path) || "." : path };
  }
  const shown = withoutSecrets(source);
  try {
    const fetched = fetchFolder(source, access);
    refuseEscapes(fetched);
    return { ...loadPolicySet(fetched.folder, programs, access), name: nameOf(shown) };
  } catch (error) {
    if (!(error instanceof RemoteSourceError || error instanceof LoadError)) throw error;
    throw new LoadError(`policy set "${shown}": ${error.message}`);
  }
}

function fetchFolder(source: string, { resolver }: SetAccess): FetchedFolder {
  const fetched = resolver?.findFolder?.(source);
  if (fetched !== undefined) return fetched;
  throw new LoadError("archives are not unpacked here; unpack it and name the folder");
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** What comes from elsewhere has no business among the files of this machine. */
function refuseEscapes({ folder, tree }: FetchedFolder): void {
  const { policies, modules, staticImports, plugins, importSettings } = loadConfiguration(
    policySetFile(folder),
  );
  const settings = importSettings.flatMap(({ name, place, config }) =>
    [...config.values()].flatMap((value) =>
      typeof value === "string" ? [{ name, place, source: value }] : [],
    ),
  );
  for (const { name, place, source } of [
    ...policies,
    ...modules,
    ...staticImports,
    ...plugins,
    ...settings,
  ])
    if (!isRemote(source) && !isWithin(tree, resolve(folder, source)))
      throw new LoadError(
        `${place}: "${source}" of "${name}" is not in what was fetched; pack what it needs into the archive`,
      );
}

function isWithin(folder: string, path: string): boolean {
  const steps = relative(folder, path);
  return steps !== ".." && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
}

/** `https://host/library.tar.gz?x=1//sets/prod` is called "prod", without the path "library". */
function nameOf(source: string): string {
  const path = source.replace(/[?#].*$/, "");
  return basename(path).replace(/\.(?:tar\.gz|tgz|tar|zip|git)$/i, "");
}
