import type { PluginEntry } from "@portcullis/config";
import type { ImportSource } from "@portcullis/language";
import {
  BlockingThread,
  type FetchedSources,
  GrantedHttp,
  LoadError,
  PluginImport,
  RemoteSources,
} from "@portcullis/runner";
import type { Terminal } from "./command.js";
import type { FlagValues } from "./flags.js";

/** Flags of commands that load configurations: what may be reached for them. */
export const networkFlags = {
  "allow-http": {
    kind: "string",
    value: "HOSTS",
    help: 'hosts that the import "http" may reach, such as "api.example.com,*.corp.example" (default: none)',
  },
  "allow-plugins": {
    kind: "bool",
    help: "start the programs that the configuration names as plugins",
  },
  "allow-sources": {
    kind: "string",
    value: "HOSTS",
    help: 'hosts that remote sources may come from, such as "example.com,10.0.0.0/8" (default: every public one)',
  },
} as const;

/** Where copies of remote sources are kept, below the working directory. */
const CACHE_FOLDER = ".sentinel/sources";

/** What a command may reach, as its flags and environment say. */
export interface Network {
  readonly openPlugin: (entry: PluginEntry, path: string) => ImportSource;
  readonly http: GrantedHttp;
  readonly resolver: RemoteSources;
  /** Lets go of what was opened for it. */
  close(): void;
}

/** Nothing is opened before it is used. */
export function openNetwork(
  given: FlagValues<typeof networkFlags>,
  { env, showProgress }: Pick<Terminal, "env" | "showProgress">,
  fetched: FetchedSources = new Map(),
): Network {
  const thread = new BlockingThread();
  const caFile = env.NODE_EXTRA_CA_CERTS;
  const authorities = caFile === undefined ? {} : { caFile };
  const http = new GrantedHttp(thread, {
    hosts: hostsIn(given["allow-http"] ?? env.PORTCULLIS_ALLOW_HTTP ?? ""),
    remedy: 'allow it with "-allow-http={host}" or PORTCULLIS_ALLOW_HTTP={host}',
    ...authorities,
  });
  const sources = given["allow-sources"] ?? env.PORTCULLIS_ALLOW_SOURCES ?? "*";
  const resolver = new RemoteSources({
    thread,
    grant: {
      hosts: hostsIn(sources),
      remedy: 'allow it with "-allow-sources={host}" or PORTCULLIS_ALLOW_SOURCES={host}',
      ...authorities,
    },
    fetched,
    cacheFolder: CACHE_FOLDER,
    onFetch: (source) => showProgress?.(`fetching ${source}`),
  });
  const openPlugin: Network["openPlugin"] = (entry, path) => {
    if (given["allow-plugins"])
      return { kind: "namespace", namespace: new PluginImport(entry, path, thread) };
    throw new LoadError(
      `${entry.place}: "${entry.name}" is a plugin; let its program run with "-allow-plugins", or replace it with a mock`,
    );
  };
  return { openPlugin, http, resolver, close: () => thread.close() };
}

/** `a.example,b.example`; nothing at all allows nothing. */
function hostsIn(list: string): string[] {
  return list.split(",").filter((host) => host.trim() !== "");
}
