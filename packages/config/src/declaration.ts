import type { HclSource, HclSpan, HclValue } from "@portcullis/hcl";

/** A place in one of the files of a configuration. */
export interface Place {
  readonly source: HclSource;
  readonly span: HclSpan;
}

/** `file:line:column`. */
export function describePlace({ source, span }: Place): string {
  return source.describe(span);
}

/**
 * A block of a configuration in whatever form it was written, its labels and the names within it
 * known to be right, its values not looked at yet.
 */
export interface Declaration {
  readonly type: string;
  readonly labels: readonly string[];
  readonly place: Place;
  readonly attributes: ReadonlyMap<string, DeclaredAttribute>;
  readonly blocks: readonly Declaration[];
}

export interface DeclaredAttribute {
  readonly name: string;
  readonly value: HclValue;
  /** Of the value. */
  readonly place: Place;
}

/** How messages call a declaration: `policy "a"`, `import "module" "b"`, `test`. */
export function nameOf({ type, labels }: Declaration): string {
  return [type, ...labels.map((label) => `"${label}"`)].join(" ");
}

/** The type of a block in a sentence: `a policy`, `an import`. */
export function withArticle(type: string): string {
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}
