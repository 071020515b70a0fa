import type { HttpRequest } from "@portcullis/outbound";
import type { PluginProgram } from "../plugins/plugin-process.js";
import type { FetchedFolder } from "../source-resolver.js";

/** Which hosts may be reached. */
export interface HostGrant {
  /** Rules of an `AllowList`. */
  readonly hosts: readonly string[];
  /** What to do about a host that is missing, `{host}` for its name. */
  readonly remedy: string;
  /** Authorities that vouch for servers besides the well-known ones: a file in PEM. */
  readonly caFile?: string;
}

export interface HttpExchange {
  readonly grant: HostGrant;
  readonly request: HttpRequest;
  /** Milliseconds. */
  readonly timeout: number;
  readonly verifyCertificate: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface SourceFetch {
  readonly grant: HostGrant;
  readonly source: string;
  readonly cacheFolder: string;
}

/** What the helper thread can do: by name, what it takes and what it gives. */
export interface Operations {
  readonly "exchange-http": { readonly takes: HttpExchange; readonly gives: HttpAnswer };
  /** Gives the path of the copy. */
  readonly "fetch-source": { readonly takes: SourceFetch; readonly gives: string };
  readonly "fetch-folder": { readonly takes: SourceFetch; readonly gives: FetchedFolder };
  /** Gives the number by which the plugin is called, its process id. */
  readonly "start-plugin": { readonly takes: PluginProgram; readonly gives: number };
  readonly "call-plugin": { readonly takes: PluginQuestion; readonly gives: Uint8Array };
}

export interface PluginQuestion {
  readonly plugin: number;
  readonly procedure: string;
  readonly message: Uint8Array;
  /** Milliseconds. */
  readonly timeout: number;
}

export type OperationName = keyof Operations;

/** What the thread answers with. */
export type Reply<Result> =
  | { readonly kind: "result"; readonly result: Result }
  /** `reason` is one of `OutboundError`, if that was it. */
  | { readonly kind: "failure"; readonly reason: string; readonly message: string };
