import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type Configuration, renderConfigurationProblem } from "@portcullis/config";
import {
  type Environment,
  emptyEnvironment,
  findFolderConfiguration,
  LoadError,
  type LoadOptions,
  loadConfiguration,
  loadEnvironment,
  loadPolicy,
  loadPolicyFile,
  type Policy,
  SourceReader,
} from "@portcullis/runner";
import { UsageError } from "../flags.js";

/** COMPAT (Features): every policy is evaluated, whatever the others come to. */
const APPLY_ALL = "apply-all";

/** What `apply` is to evaluate. */
export interface Loaded {
  readonly policies: readonly Policy[];
  readonly environment: Environment;
  /** Whether all policies of the configuration are meant, not one of them. */
  readonly isSet: boolean;
  readonly appliesAll: boolean;
  /** Remarks on the configuration. */
  readonly warnings: readonly string[];
}

/**
 * Loads a configuration, and the policy that `name` is the path or label of; without a name, all
 * policies of the configuration in their order. Sources are relative to the configuration, those of
 * mocks to the working directory (Source paths). Throws `LoadError`.
 */
export function loadPolicies(
  name: string | undefined,
  configurationPath: string | undefined,
  options: Omit<LoadOptions, "folder">,
): Loaded {
  const configuration =
    configurationPath === undefined
      ? findFolderConfiguration("")
      : loadConfiguration(configurationPath);
  const folder = configurationPath === undefined ? "" : dirname(configurationPath);
  const reader = new SourceReader(folder, options.programs, options.resolver);
  const policies = choosePolicies(name, configuration, reader);
  return {
    policies,
    environment:
      configuration === undefined
        ? emptyEnvironment
        : loadEnvironment(configuration, { ...options, folder, mockFolder: "" }),
    isSet: name === undefined,
    appliesAll: configuration?.features.get(APPLY_ALL) === true,
    warnings: configuration?.warnings.map(renderConfigurationProblem) ?? [],
  };
}

function choosePolicies(
  name: string | undefined,
  configuration: Configuration | undefined,
  reader: SourceReader,
): Policy[] {
  const entries = configuration?.policies ?? [];
  if (name === undefined) {
    if (entries.length > 0) return entries.map((entry) => named(loadPolicy(entry, reader)));
    throw new UsageError("name a policy, or list policies in the configuration");
  }
  // A label may look like a path; where a file has the name, the file is meant.
  if (existsSync(resolve(name))) return [loadPolicyFile(name)];
  const entry = entries.find((each) => each.name === name);
  if (entry !== undefined) return [named(loadPolicy(entry, reader))];
  if (entries.length === 0) return [loadPolicyFile(name)];
  const labels = entries.map((each) => `"${each.name}"`).join(", ");
  throw new LoadError(
    `"${name}" is neither a file nor a policy of the configuration, which has ${labels}`,
  );
}

/** COMPAT (published output of apply): traces show the base name of the file, not the label. */
function named(policy: Policy): Policy {
  return { ...policy, fileName: basename(policy.fileName) };
}
