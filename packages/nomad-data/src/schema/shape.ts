import { snakeCase } from "./snake-case.js";

/** The largest and smallest integers of Go's sized types, as far as a policy's 64 bits hold them. */
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

export interface IntShape {
  readonly kind: "int";
  readonly min: bigint;
  readonly max: bigint;
}

export interface ListShape {
  readonly kind: "list";
  readonly of: Shape;
}

/** A map whose keys are the user's: they are never folded, renamed or checked. */
export interface MapShape {
  readonly kind: "map";
  readonly of: Shape;
}

/** A pointer: null for a policy where nothing is given. */
export interface OptionalShape {
  readonly kind: "optional";
  readonly of: Shape;
}

/**
 * What a value of a Nomad document is: how it is read, forwarded and shown to policies. Without an
 * `optional` around it, what is absent has the zero value of its kind.
 */
export type Shape =
  | { readonly kind: "text" | "bool" | "bytes" | "time" | "span" | "anything" }
  | IntShape
  | ListShape
  | MapShape
  | OptionalShape
  | Struct;

export const text: Shape = { kind: "text" };
export const bool: Shape = { kind: "bool" };
/** Bytes as base64, in documents and for policies. */
export const bytes: Shape = { kind: "bytes" };
/** A point in time as RFC 3339, in documents and for policies. */
export const time: Shape = { kind: "time" };
/** A duration that Nomad also writes as text, `1h0m0s`; nanoseconds for policies. */
export const span: Shape = { kind: "span" };
/** Generic JSON. Its numbers are floats, as Go reads them. */
export const anything: Shape = { kind: "anything" };

export const int8: Shape = { kind: "int", min: -128n, max: 127n };
export const uint8: Shape = { kind: "int", min: 0n, max: 255n };
export const uint16: Shape = { kind: "int", min: 0n, max: 65_535n };
export const uint32: Shape = { kind: "int", min: 0n, max: 4_294_967_295n };
/** Go's `int` and `int64`. */
export const int: IntShape = { kind: "int", min: MIN_INT64, max: MAX_INT64 };
/** LIMIT: half of Go's `uint64`; policies have no larger integers, and no index comes near. */
export const uint: Shape = { kind: "int", min: 0n, max: MAX_INT64 };
/** Nanoseconds. */
export const duration: Shape = int;

export function list(of: Shape): ListShape {
  return { kind: "list", of };
}

export function map(of: Shape): MapShape {
  return { kind: "map", of };
}

export function optional(of: Shape): OptionalShape {
  return { kind: "optional", of };
}

export interface Field {
  /** Its canonical name in Nomad's JSON: `TaskGroups`. */
  readonly wire: string;
  /** Its name in policies: `task_groups`. */
  readonly name: string;
  readonly shape: Shape;
  /** Read and forwarded, but no policy sees it. */
  readonly isHidden: boolean;
  /** Set by Nomad alone: a submission's is dropped. */
  readonly isStored: boolean;
}

interface MarkedShape {
  readonly marked: Shape;
  readonly isHidden?: boolean;
  readonly isStored?: boolean;
}

/** A field that Nomad reads, but no policy sees. */
export function hidden(marked: Shape): MarkedShape {
  return { marked, isHidden: true };
}

/** A field that Nomad sets: it is dropped from what users submit, and read from what Nomad keeps. */
export function stored(marked: Shape): MarkedShape {
  return { marked, isStored: true };
}

/** An object with known fields. */
export class Struct {
  readonly kind = "struct";
  readonly fields: readonly Field[];
  /** By the folded form of their wire names; see `foldKey`. */
  readonly byFoldedWire: ReadonlyMap<string, Field>;
  /** Those that policies see, by all names that they answer to. */
  readonly byName: ReadonlyMap<string, Field>;

  /** `aliases` are further names in policies, by the names that they stand for. */
  constructor(
    table: Readonly<Record<string, Shape | MarkedShape>>,
    aliases: Readonly<Record<string, string>> = {},
  ) {
    this.fields = Object.entries(table).map(([wire, declared]) => toField(wire, declared));
    this.byFoldedWire = new Map(this.fields.map((field) => [field.wire.toUpperCase(), field]));
    const shown = this.fields.filter(({ isHidden }) => !isHidden);
    const byName = new Map(shown.map((field) => [field.name, field]));
    for (const [alias, name] of Object.entries(aliases)) {
      const field = byName.get(name);
      if (field !== undefined) byName.set(alias, field);
    }
    this.byName = byName;
  }
}

function toField(wire: string, declared: Shape | MarkedShape): Field {
  const {
    marked,
    isHidden = false,
    isStored = false,
  } = "marked" in declared ? declared : { marked: declared };
  return { wire, name: snakeCase(wire), shape: marked, isHidden, isStored };
}

/** An object with the fields of a table, by their names in Nomad's JSON. */
export function struct(
  table: Readonly<Record<string, Shape | MarkedShape>>,
  aliases?: Readonly<Record<string, string>>,
): Struct {
  return new Struct(table, aliases);
}
