import type { Problem } from "../errors.js";
import type { TagBinding } from "../tags/tag.js";

/** LIMIT: selectors of one policy set. */
export const SELECTOR_LIMIT = 100;

/** "any": one selector that fits is enough; "all": every one must fit. */
export const TAG_MATCHINGS = ["any", "all"] as const;
export type TagMatching = (typeof TAG_MATCHINGS)[number];

/** Workspaces with that tag: the policy set is enforced on them, or leaves them out. */
export interface TagSelector {
  readonly key: string;
  /** COMPAT (Policy Sets API, tag selectors): null fits only a tag that has no value. */
  readonly value: string | null;
  readonly isExclude: boolean;
}

/** What decides by tags whether a set is enforced on a workspace. */
export interface TagScope {
  readonly tagSelectors: readonly TagSelector[];
  readonly tagMatching: TagMatching;
}

type Tag = Pick<TagBinding, "key" | "value">;

export function isIncludedByTags(scope: TagScope, tags: readonly Tag[]): boolean {
  return fits(scope, tags, false);
}

export function isExcludedByTags(scope: TagScope, tags: readonly Tag[]): boolean {
  return fits(scope, tags, true);
}

/** No selector at all fits nothing. */
function fits(
  { tagSelectors, tagMatching }: TagScope,
  tags: readonly Tag[],
  isExclude: boolean,
): boolean {
  const selectors = tagSelectors.filter((each) => each.isExclude === isExclude);
  if (selectors.length === 0) return false;
  const isMatched = (selector: TagSelector) => tags.some((tag) => matches(selector, tag));
  return tagMatching === "any" ? selectors.some(isMatched) : selectors.every(isMatched);
}

function matches({ key, value }: TagSelector, tag: Tag): boolean {
  return tag.key === key && tag.value === (value ?? "");
}

/** Each selector once: those of the second list that are not in the first come after it. */
export function withSelectors(
  selectors: readonly TagSelector[],
  added: readonly TagSelector[],
): readonly TagSelector[] {
  const all = new Map([...selectors, ...added].map((each) => [nameOf(each), each]));
  return [...all.values()];
}

export function withoutSelectors(
  selectors: readonly TagSelector[],
  removed: readonly TagSelector[],
): readonly TagSelector[] {
  const names = new Set(removed.map(nameOf));
  return selectors.filter((each) => !names.has(nameOf(each)));
}

function nameOf({ key, value, isExclude }: TagSelector): string {
  return JSON.stringify([key, value ?? "", isExclude]);
}

/** What is wrong with the selectors of a set, beside what it is attached to. */
export function selectorProblems(
  { tagSelectors, isGlobal }: TagScope & { readonly isGlobal: boolean },
  isAttached: boolean,
): Problem[] {
  const field = "tagSelectors";
  if (tagSelectors.length > SELECTOR_LIMIT) {
    return [{ field, message: `must have at most ${SELECTOR_LIMIT} entries` }];
  }
  if (tagSelectors.length > 0 && isAttached) {
    const message = "cannot be combined with workspaces or projects that are attached one by one";
    return [{ field, message }];
  }
  if (isGlobal && tagSelectors.some(({ isExclude }) => !isExclude)) {
    return [{ field, message: "can only exclude workspaces while the policy set is global" }];
  }
  return [];
}
