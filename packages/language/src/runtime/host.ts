import type { FunctionValue } from "../values/function.js";
import type { Value } from "../values/value.js";
import type { Watch } from "./budget.js";
import type { Limits } from "./limits.js";
import type { Program } from "./program.js";

/** A set of named values and functions that an import offers: `strings`, `tfplan/v2`. */
export interface Namespace {
  /** The value of a key, the same one at every call; `undefined` if there is no such key. */
  get(key: string): Value | undefined;
  /** The names of all that it offers, where these are known, for a hint at a misspelt one. */
  readonly names?: () => Iterable<string>;
  /** The function of a key, where only a call can tell whether there is one; see `get` otherwise. */
  findFunction?(key: string): FunctionValue;
}

/** A namespace could not find out what is at a key; the message says why. */
export class NamespaceError extends Error {}

/** What a policy finds under the path of an import. */
export type ImportSource =
  | { readonly kind: "namespace"; readonly namespace: Namespace }
  | { readonly kind: "module"; readonly program: Program }
  | { readonly kind: "static"; readonly value: Value };

/**
 * Everything that a policy can reach. Nothing in this package has access to a clock, a file or a
 * network; what is not in here does not exist for a policy.
 */
export interface Host extends Watch {
  findImport(path: string): ImportSource | undefined;
  /** Values for the policy's parameters. */
  readonly params: ReadonlyMap<string, Value>;
  /** Values that the policy can name without declaring them. */
  readonly globals: ReadonlyMap<string, Value>;
  readonly limits: Limits;
  /** Where an evaluation counts how often it passes each point of a program compiled for coverage. */
  countersOf?(program: Program): Uint32Array;
}
