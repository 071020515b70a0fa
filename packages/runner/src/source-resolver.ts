import type { Configuration, SourceEntry } from "@portcullis/config";

/**
 * Finds the copies of remote sources. They are made before anything is loaded, because fetching
 * takes time and may fail; `remoteSourcesOf` says what to fetch.
 */
export interface SourceResolver {
  /** The path of a file on this machine, or nothing if the source was not fetched. */
  findCopy(source: string): string | undefined;
}

export const noRemoteSources: SourceResolver = { findCopy: () => undefined };

/** Whether a source is to be fetched: an address, `git::…`, `git@host:…` (Remote sources). */
export function isRemote(source: string): boolean {
  return /^(?:[a-z0-9]+::|[a-z0-9+.-]+:\/\/|git@)/i.test(source);
}

/** Everything in a configuration that must be fetched before it can be loaded, mocks included. */
export function remoteSourcesOf(configuration: Configuration): SourceEntry[] {
  const { policies, modules, staticImports, plugins, mocks } = configuration;
  const mockModules = mocks.flatMap((mock) => (mock.kind === "module" ? [mock] : []));
  return [...policies, ...modules, ...staticImports, ...plugins, ...mockModules].filter(
    ({ source }) => isRemote(source),
  );
}
