import type { ImportSettings } from "@portcullis/config";
import { type HttpPort, ImportConfigError, standardImports } from "@portcullis/imports";
import {
  defaultLimits,
  type Host,
  type ImportSource,
  type Limits,
  type Program,
  type Value,
} from "@portcullis/language";
import { type TerraformData, terraformImports } from "@portcullis/terraform-data";

/** What the policies of one run have in common. */
export interface Environment {
  /** Imports by their path, besides the standard ones, which they may replace. */
  readonly imports: ReadonlyMap<string, ImportSource>;
  /** What the configuration says to standard imports, by their names; `settingsProblem` accepts it. */
  readonly importSettings?: ReadonlyMap<string, ImportSettings>;
  readonly params: ReadonlyMap<string, Value>;
  readonly globals: ReadonlyMap<string, Value>;
  /** Standard imports that policies may not use. */
  readonly deniedImports?: ReadonlySet<string>;
  /** The network of the import `http`, which does not exist without it. */
  readonly http?: HttpPort;
  /** Nanoseconds since the Unix epoch; each evaluation asks once. */
  readonly clock?: () => bigint;
  readonly limits?: Limits;
  /** Where the points of programs compiled for coverage are counted. */
  readonly countersOf?: (program: Program) => Uint32Array;
  /** Called every now and then while a policy runs. */
  readonly alive?: () => void;
}

export const emptyEnvironment: Environment = {
  imports: new Map(),
  params: new Map(),
  globals: new Map(),
};

export function isStandardImport(name: string): boolean {
  return standardImports.has(name);
}

/** The imports that show a plan, and what is given with it, to policies. */
export function planImports(data: TerraformData): Map<string, ImportSource> {
  return new Map(
    [...terraformImports(data)].map(([name, namespace]) => [
      name,
      { kind: "namespace", namespace },
    ]),
  );
}

/** Why a standard import cannot take what a configuration says to it; nothing when it can. */
export function settingsProblem({ name, config }: ImportSettings): string | undefined {
  try {
    standardImports.get(name)?.open({ evaluatedAt: 0n, config });
    return undefined;
  } catch (error) {
    if (error instanceof ImportConfigError) return error.message;
    throw error;
  }
}

/** The host of one evaluation; `params` are the policy's own and win over the common ones. */
export function createHost(environment: Environment, params: ReadonlyMap<string, Value>): Host {
  const { imports, globals, limits = defaultLimits, alive, countersOf } = environment;
  const findStandard = standardImportsOf(environment);
  return {
    findImport: (path) => imports.get(path) ?? findStandard(path),
    params: merged(environment.params, params),
    globals,
    limits,
    now: () => performance.now(),
    ...(alive === undefined ? {} : { alive }),
    ...(countersOf === undefined ? {} : { countersOf }),
  };
}

/** The entries of both; those of `over` win. */
export function merged<Entry>(
  under: ReadonlyMap<string, Entry>,
  over: ReadonlyMap<string, Entry>,
): ReadonlyMap<string, Entry> {
  if (over.size === 0) return under;
  return under.size === 0 ? over : new Map([...under, ...over]);
}

/** The standard imports at the time of one evaluation, each opened when it is first asked for. */
function standardImportsOf(environment: Environment): (path: string) => ImportSource | undefined {
  const { deniedImports, importSettings, http, clock = systemClock } = environment;
  const evaluatedAt = clock();
  const opened = new Map<string, ImportSource>();
  return (path) => {
    const known = opened.get(path);
    if (path === "http" && http === undefined) return undefined;
    const declared = standardImports.get(path);
    if (known !== undefined || declared === undefined || deniedImports?.has(path)) return known;
    const config = importSettings?.get(path)?.config;
    const namespace = declared.open({
      evaluatedAt,
      ...(http && { http }),
      ...(config && { config }),
    });
    const source: ImportSource = { kind: "namespace", namespace };
    opened.set(path, source);
    return source;
  };
}

function systemClock(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
