import type { ImportSettings } from "@portcullis/config";
import { standardImports } from "@portcullis/imports";
import {
  defaultLimits,
  type Host,
  type ImportSource,
  type Limits,
  type Value,
} from "@portcullis/language";
import { type TerraformData, terraformImports } from "@portcullis/terraform-data";

/** What the policies of one run have in common. */
export interface Environment {
  /** Imports by their path, besides the standard ones, which they may replace. */
  readonly imports: ReadonlyMap<string, ImportSource>;
  /** What the configuration says to standard imports, by their names. */
  readonly importSettings?: ReadonlyMap<string, ImportSettings>;
  readonly params: ReadonlyMap<string, Value>;
  readonly globals: ReadonlyMap<string, Value>;
  readonly limits?: Limits;
  /** Called every now and then while a policy runs. */
  readonly alive?: () => void;
}

export const emptyEnvironment: Environment = {
  imports: new Map(),
  params: new Map(),
  globals: new Map(),
};

const standard: ReadonlyMap<string, ImportSource> = new Map(
  standardImports.map((namespace) => [namespace.name, { kind: "namespace", namespace }]),
);

export function isStandardImport(name: string): boolean {
  return standard.has(name);
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

/** The host of one evaluation; `params` are the policy's own and win over the common ones. */
export function createHost(environment: Environment, params: ReadonlyMap<string, Value>): Host {
  const { imports, globals, limits = defaultLimits, alive } = environment;
  return {
    findImport: (path) => imports.get(path) ?? standard.get(path),
    params: new Map([...environment.params, ...params]),
    globals,
    limits,
    now: () => performance.now(),
    ...(alive === undefined ? {} : { alive }),
  };
}
