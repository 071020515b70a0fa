import type { Configuration, ImportSettings, PluginEntry, SourceEntry } from "@portcullis/config";
import type { HttpPort } from "@portcullis/imports";
import type { ImportSource } from "@portcullis/language";
import { type Environment, isStandardImport, settingsProblem } from "./environment.js";
import { PlanImportLoader } from "./load-plan-import.js";
import type { ProgramCache } from "./program-cache.js";
import type { SourceFiles } from "./source-files.js";
import { LoadError, SourceReader } from "./source-reader.js";
import type { SourceResolver } from "./source-resolver.js";

/** How the files that a configuration names are found, and what may be done with it. */
export interface LoadOptions {
  /** What sources are relative to. */
  readonly folder: string;
  /** What the sources of mocks are relative to, where that differs. */
  readonly mockFolder?: string;
  /** Where files are read from, if that is not this machine; a configuration can then name no plan. */
  readonly files?: SourceFiles;
  readonly programs: ProgramCache;
  /** Finds remote sources that were fetched before; without it they are refused. */
  readonly resolver?: SourceResolver;
  /** The network of the import `http`, which policies do not have without it. */
  readonly http?: HttpPort;
  /** Gives the import of a running plugin; without it plugins are refused, unless they are mocked. */
  readonly openPlugin?: (entry: PluginEntry, path: string) => ImportSource;
}

/** What a configuration gives to every policy. Throws `LoadError` for what is missing or malformed. */
export function loadEnvironment(configuration: Configuration, options: LoadOptions): Environment {
  const { params, globals } = configuration;
  const imports = new Map([
    ...loadOwnImports(configuration, options),
    ...loadPlanImports(configuration, options),
    ...loadMocks(configuration, options),
  ]);
  const settings = configuration.importSettings.filter(({ name }) => isStandardImport(name));
  for (const entry of settings) {
    const problem = settingsProblem(entry);
    if (problem !== undefined) throw new LoadError(`${entry.place}: ${problem}`);
  }
  const importSettings = new Map(settings.map((entry) => [entry.name, entry]));
  const { http } = options;
  return { imports, importSettings, params, globals, ...(http && { http }) };
}

/** Modules, static data and plugins. Their names are their own, or a mock's. */
function loadOwnImports(
  { modules, staticImports, plugins, mocks }: Configuration,
  { folder, programs, resolver, files, openPlugin = refusePlugin }: LoadOptions,
): [string, ImportSource][] {
  for (const entry of [...modules, ...staticImports, ...plugins]) refuseStandardName(entry);
  const reader = new SourceReader(folder, programs, resolver, files);
  const isMocked = ({ name }: SourceEntry) => mocks.some((mock) => mock.name === name);
  const named = <Entry extends SourceEntry>(
    entries: readonly Entry[],
    load: (entry: Entry) => ImportSource,
  ) => entries.map((entry): [string, ImportSource] => [entry.name, load(entry)]);
  return [
    ...named(modules, (entry) => reader.module(entry, true)),
    ...named(staticImports, (entry) => reader.staticData(entry)),
    ...named(
      plugins.filter((plugin) => !isMocked(plugin)),
      (plugin) => openPlugin(plugin, reader.path(plugin)),
    ),
  ];
}

function loadPlanImports(
  { importSettings, features, mocks }: Configuration,
  { folder, files }: LoadOptions,
): [string, ImportSource][] {
  const loader = new PlanImportLoader(features, folder);
  const load = (settings: ImportSettings) =>
    files === undefined ? loader.load(settings) : refusePlanImport(settings);
  return importSettings
    .filter(({ name }) => !isStandardImport(name) && !mocks.some((mock) => mock.name === name))
    .map((settings) => [settings.name, load(settings)]);
}

/** A mock stands in for whatever has its name. */
function loadMocks(
  { mocks }: Configuration,
  { folder, mockFolder = folder, programs, resolver, files }: LoadOptions,
): [string, ImportSource][] {
  const reader = new SourceReader(mockFolder, programs, resolver, files);
  return mocks.map((mock) => [
    mock.name,
    mock.kind === "data" ? { kind: "static", value: mock.data } : reader.module(mock),
  ]);
}

function refuseStandardName({ name, place }: SourceEntry): void {
  if (isStandardImport(name))
    throw new LoadError(
      `${place}: "${name}" is the name of a standard import; choose another name, or replace the import with a mock`,
    );
}

function refusePlanImport({ name, place }: ImportSettings): never {
  throw new LoadError(
    `${place}: import "${name}" names a plan, and each run brings its own; remove the block`,
  );
}

function refusePlugin({ name, place }: PluginEntry): never {
  throw new LoadError(
    `${place}: "${name}" is a plugin, and plugins are not started; replace it with a mock`,
  );
}
