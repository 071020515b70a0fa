import { relative } from "node:path";
import {
  type Configuration,
  parseConfiguration,
  renderConfigurationProblem,
} from "@portcullis/config";
import type { ImportSource } from "@portcullis/language";
import { LoadError, readText, type SourceReader } from "./source-reader.js";

/** Reads a configuration file. `path` is also what messages call it. */
export function loadConfiguration(path: string): Configuration {
  const text = readText(path);
  if (typeof text !== "string") throw new LoadError(`"${path}" ${text.problem}`);
  const { configuration, problems } = parseConfiguration(path, text);
  if (configuration !== undefined) return configuration;
  throw new LoadError(problems.map(renderConfigurationProblem).join("\n"));
}

/** The imports that a configuration defines; a mock stands in for whatever has its name. */
export function loadImports(
  { modules, staticImports, mocks }: Configuration,
  reader: SourceReader,
): Map<string, ImportSource> {
  const imports = new Map<string, ImportSource>();
  for (const entry of modules)
    imports.set(entry.name, reader.module(entry, fileNameOf(entry.source)));
  for (const entry of staticImports) imports.set(entry.name, reader.staticData(entry));
  for (const mock of mocks) {
    imports.set(
      mock.name,
      mock.kind === "data"
        ? { kind: "static", value: mock.data }
        : reader.module(mock, fileNameOf(mock.source)),
    );
  }
  return imports;
}

/** How traces and messages call a file that a configuration names: `./policy.sentinel`. */
export function fileNameOf(source: string): string {
  const path = relative("", source);
  return path.startsWith("..") || path.startsWith("/") ? path : `./${path}`;
}
