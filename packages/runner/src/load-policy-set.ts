import { basename, resolve } from "node:path";
import type { PolicyEntry } from "@portcullis/config";
import { loadConfiguration, policySetFile } from "./load-configuration.js";
import { type LoadOptions, loadEnvironment } from "./load-environment.js";
import type { Policy } from "./policy.js";
import type { PolicySet } from "./policy-set.js";
import type { ProgramCache } from "./program-cache.js";
import { fileNameOf, LoadError, SourceReader } from "./source-reader.js";

/**
 * Loads the policies that `sentinel.hcl` (or `sentinel.json`) in a folder lists, in their order.
 * Sources are relative to the folder; mocks serve tests and are left out (Configure a Sentinel policy
 * set). Throws `LoadError` for what is missing or malformed.
 */
export function loadPolicySet(
  folder: string,
  programs: ProgramCache,
  access: Pick<LoadOptions, "resolver" | "openPlugin" | "files"> = {},
): PolicySet {
  const path = policySetFile(folder, access.files);
  const configuration = loadConfiguration(path, access.files);
  const reader = new SourceReader(folder, programs, access.resolver, access.files);
  if (configuration.policies.length === 0)
    throw new LoadError(`"${path}" lists no policies; add a block such as: policy "name" { … }`);
  const options = { ...access, folder, programs };
  return {
    name: basename(resolve(folder)),
    policies: configuration.policies.map((entry) => loadPolicy(entry, reader)),
    environment: loadEnvironment({ ...configuration, mocks: [] }, options),
  };
}

/** A policy as a configuration lists it. */
export function loadPolicy(entry: PolicyEntry, reader: SourceReader): Policy {
  const { name, source, enforcementLevel, params } = entry;
  return { name, fileName: fileNameOf(source), text: reader.text(entry), enforcementLevel, params };
}
