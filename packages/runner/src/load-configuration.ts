import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Configuration,
  isOverride,
  parseConfigurationFiles,
  renderConfigurationProblem,
} from "@portcullis/config";
import { machineFiles, type SourceFiles } from "./source-files.js";
import { LoadError, readText } from "./source-reader.js";

/** The file of a configuration, and what stands for it where only JSON was written. */
export const CONFIGURATION_FILE = "sentinel.hcl";
const JSON_CONFIGURATION_FILE = "sentinel.json";

/** Reads a configuration of one file. `path` is also what messages call it. */
export function loadConfiguration(path: string, files = machineFiles): Configuration {
  return loadFiles([path], files);
}

/**
 * Reads the configuration that a folder holds: every `*.hcl` in it as one, in the order of their
 * names, changed by its override files (Configuration file; Override files). `sentinel.json` counts
 * only where there is no other. Nothing if there is no such file.
 */
export function findFolderConfiguration(folder: string): Configuration | undefined {
  const names = readdirSync(folder === "" ? "." : folder)
    .filter((name) => /\.(?:hcl|json)$/.test(name) && machineFiles.isFile(join(folder, name)))
    .sort();
  const primary = names.filter((name) => name.endsWith(".hcl") && !isOverride(name));
  if (primary.length === 0 && names.includes(JSON_CONFIGURATION_FILE))
    primary.push(JSON_CONFIGURATION_FILE);
  if (primary.length === 0) return undefined;
  const paths = [...primary, ...names.filter(isOverride)].map((name) => join(folder, name));
  return loadFiles(paths, machineFiles);
}

/** The path of the one file that lists the policies of a policy set. */
export function policySetFile(folder: string, files = machineFiles): string {
  const json = join(folder, JSON_CONFIGURATION_FILE);
  const hcl = join(folder, CONFIGURATION_FILE);
  return !files.isFile(hcl) && files.isFile(json) ? json : hcl;
}

function loadFiles(paths: readonly string[], from: SourceFiles): Configuration {
  const files = paths.map((name) => {
    const text = readText(name, from);
    if (typeof text === "string") return { name, text };
    throw new LoadError(`"${name}" ${text.problem}`);
  });
  const { configuration, problems } = parseConfigurationFiles(files);
  if (configuration !== undefined) return configuration;
  throw new LoadError(problems.map(renderConfigurationProblem).join("\n"));
}
