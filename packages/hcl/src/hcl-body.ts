import type { HclSpan } from "./hcl-source.js";
import type { HclName, HclValue } from "./hcl-value.js";

/** What a file or a block holds, in source order. */
export interface HclBody extends HclSpan {
  readonly items: readonly HclItem[];
}

export type HclItem = HclAttribute | HclBlock;

/** `name = value`. INVARIANT: a body holds at most one attribute of a name. */
export interface HclAttribute extends HclSpan {
  readonly kind: "HclAttribute";
  readonly name: HclName;
  readonly value: HclValue;
}

/** `type "label" label { ... }`. The span runs from the type to the closing brace. */
export interface HclBlock extends HclSpan {
  readonly kind: "HclBlock";
  readonly type: HclName;
  readonly labels: readonly HclName[];
  /** What stands between the braces; its span excludes them. */
  readonly body: HclBody;
}

/** The attribute of that name, or nothing. */
export function findAttribute(body: HclBody, name: string): HclAttribute | undefined {
  return body.items.find(
    (item): item is HclAttribute => item.kind === "HclAttribute" && item.name.text === name,
  );
}
