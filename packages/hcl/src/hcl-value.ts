import type { HclSpan } from "./hcl-source.js";

/** A constant value with its place. Kinds are named as HCL names them to its users. */
export type HclValue = HclString | HclNumber | HclBool | HclNull | HclList | HclObject;

/** A quoted string or a heredoc, escapes resolved, in Unicode normal form C as HCL demands. */
export interface HclString extends HclSpan {
  readonly kind: "string";
  readonly value: string;
}

export interface HclNumber extends HclSpan {
  readonly kind: "number";
  /** The literal as written, a minus sign in front when negated: `-0`, `007.50` and `1E+3` occur. */
  readonly text: string;
  /**
   * The double nearest to `text`. INVARIANT: in a file without problems it is finite, and zero only
   * if `text` is zero.
   */
  readonly value: number;
}

export interface HclBool extends HclSpan {
  readonly kind: "bool";
  readonly value: boolean;
}

export interface HclNull extends HclSpan {
  readonly kind: "null";
}

export interface HclList extends HclSpan {
  readonly kind: "list";
  readonly items: readonly HclValue[];
}

export interface HclObject extends HclSpan {
  readonly kind: "object";
  /** In source order. A key may occur again; HCL lets the last one win, as `findEntry` does. */
  readonly entries: readonly HclEntry[];
}

/** One `key = value` of an object. */
export interface HclEntry {
  readonly key: HclName;
  readonly value: HclValue;
}

/**
 * A word with its place: a key, an attribute's name, a block's type or label. `text` has quotes and
 * escapes resolved; keys are in Unicode normal form C, the other names are left as written.
 */
export interface HclName extends HclSpan {
  readonly text: string;
}

/** The entry that counts for a key, or nothing. */
export function findEntry(object: HclObject, key: string): HclEntry | undefined {
  return object.entries.findLast((entry) => entry.key.text === key);
}
