import type { Value } from "@portcullis/language";
import type { EnforcementLevel } from "./enforcement-level.js";

/** What configuration files say, in their order. */
export interface Configuration {
  readonly policies: readonly PolicyEntry[];
  readonly modules: readonly SourceEntry[];
  /** JSON data under the name of an import. */
  readonly staticImports: readonly SourceEntry[];
  readonly plugins: readonly PluginEntry[];
  /** What imports that come with the program are to know. */
  readonly importSettings: readonly ImportSettings[];
  readonly mocks: readonly MockEntry[];
  readonly params: ReadonlyMap<string, Value>;
  readonly globals: ReadonlyMap<string, Value>;
  /** Features that are switched on or off by name. */
  readonly features: ReadonlyMap<string, boolean>;
  /** The values that a test case expects of rules; missing when it only expects a pass. */
  readonly expectedRules: ReadonlyMap<string, Value> | undefined;
  /** Whether it is JSON of the first generation. */
  readonly isLegacy: boolean;
  readonly warnings: readonly ConfigurationProblem[];
}

export interface PolicyEntry {
  readonly name: string;
  readonly source: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly params: ReadonlyMap<string, Value>;
  /** `file:line:column` of the entry, for errors about what it names. */
  readonly place: string;
}

/** Something that is read from a file of its own. */
export interface SourceEntry {
  readonly name: string;
  readonly source: string;
  readonly place: string;
}

/** An import that a program of its own provides. */
export interface PluginEntry extends SourceEntry {
  readonly args: readonly string[];
  /** Variables of the program's environment. */
  readonly env: ReadonlyMap<string, string>;
  readonly config: ReadonlyMap<string, Value>;
}

/** Settings of an import that comes with the program: `timezone` for `time`. */
export interface ImportSettings {
  readonly name: string;
  readonly config: ReadonlyMap<string, Value>;
  readonly place: string;
}

/** A stand-in for an import: a module of its own, or data. */
export type MockEntry =
  | (SourceEntry & { readonly kind: "module" })
  | { readonly kind: "data"; readonly name: string; readonly data: Value };

/** One thing that is wrong with a configuration. `message` is one line. */
export interface ConfigurationProblem {
  /** `file:line:column`. */
  readonly place: string;
  readonly message: string;
  readonly hint: string | undefined;
}

export function renderConfigurationProblem({ place, message, hint }: ConfigurationProblem): string {
  return hint === undefined ? `${place}: ${message}` : `${place}: ${message}\n  hint: ${hint}`;
}
