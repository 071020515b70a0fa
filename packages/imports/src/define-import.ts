import type { FunctionDefinition, Namespace, Value } from "@portcullis/language";
import type { ReceiverType } from "./define-receiver.js";
import type { HttpPort } from "./http/http-port.js";

/** What an import may know about the evaluation that uses it. */
export interface ImportEnvironment {
  /** The time of the evaluation, in nanoseconds since the Unix epoch. */
  readonly evaluatedAt: bigint;
  /** The network, where policies may use it. */
  readonly http?: HttpPort;
  /** What the configuration says about the import: `import "plugin" "time" { config = { … } }`. */
  readonly config?: ReadonlyMap<string, Value>;
}

/** All that an import offers. */
export interface ImportDeclaration {
  readonly functions?: Readonly<Record<string, FunctionDefinition>>;
  readonly values?: Readonly<Record<string, Value>>;
  /** Further names of members, each with the member that it stands for. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** An import as one evaluation sees it. */
export interface OpenImport extends Namespace {
  readonly members: ReadonlyMap<string, Value>;
}

/** A standard import. */
export interface StandardImport {
  readonly name: string;
  readonly aliases: Readonly<Record<string, string>>;
  /** The kinds of objects with methods that it returns. */
  // biome-ignore lint/suspicious/noExplicitAny: what the objects hold is the import's own business
  readonly receivers: readonly ReceiverType<any>[];
  /** The import for one evaluation. Throws `ImportConfigError` for a configuration it cannot take. */
  open(environment: ImportEnvironment): OpenImport;
}

/** A configuration that an import cannot take; the message says which key and what to write. */
export class ImportConfigError extends Error {}

interface ImportOptions {
  readonly receivers?: StandardImport["receivers"];
}

/** Declares an import by the table of its members. */
export function defineImport(
  name: string,
  declaration: ImportDeclaration,
  options: ImportOptions = {},
): StandardImport {
  const opened = openImport(declaration);
  return {
    ...defineOpenedImport(name, declaration.aliases ?? {}, () => opened, options),
    open: ({ config }) => {
      const [key] = config?.keys() ?? [];
      if (key !== undefined)
        throw new ImportConfigError(
          `import "${name}" takes no configuration, but "${key}" is given; remove it`,
        );
      return opened;
    },
  };
}

/** Declares an import that offers something else to each evaluation. */
export function defineOpenedImport(
  name: string,
  aliases: Readonly<Record<string, string>>,
  open: (environment: ImportEnvironment) => OpenImport,
  { receivers = [] }: ImportOptions = {},
): StandardImport {
  return { name, aliases, receivers, open };
}

/** Makes the members of a declaration, under all their names. */
export function openImport({ functions, values, aliases }: ImportDeclaration): OpenImport {
  const members = new Map<string, Value>([
    ...Object.entries(functions ?? {}).map(([name, define]) => [name, define(name)] as const),
    ...Object.entries(values ?? {}),
  ]);
  for (const [alias, name] of Object.entries(aliases ?? {})) {
    const define = functions?.[name];
    const member = define === undefined ? members.get(name) : define(alias);
    if (member === undefined) throw new Error(`alias "${alias}" stands for nothing`);
    members.set(alias, member);
  }
  return { members, get: (key) => members.get(key), names: () => members.keys() };
}
