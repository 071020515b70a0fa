import type { TagSelector } from "../../../domain/policy-sets/tag-selector.js";
import {
  TAG_KEY_LIMIT,
  TAG_KEY_PATTERN,
  TAG_VALUE_LIMIT,
  TAG_VALUE_PATTERN,
} from "../../../domain/tags/tag.js";
import { list, object, optional, type Static, text, textOrNull, truth } from "../schemas.js";

/** LIMIT: selectors that one request may name. */
const REQUEST_LIMIT = 1_000;

export const tagSelector = object({
  "tag-key": text(),
  "tag-value": textOrNull({ description: "Null fits only a tag that has no value." }),
  "is-exclude": truth({ description: "Leaves out workspaces that have the tag." }),
});

export const tagSelectorRequests = list(
  object({
    "tag-key": text({ maxLength: TAG_KEY_LIMIT, pattern: TAG_KEY_PATTERN.source }),
    "tag-value": optional(
      textOrNull({ maxLength: TAG_VALUE_LIMIT, pattern: TAG_VALUE_PATTERN.source }),
    ),
    "is-exclude": optional(truth()),
  }),
  { maxItems: REQUEST_LIMIT },
);

/** COMPAT (Policy Sets API, tag selectors): a plain list, no resources. */
export const tagSelectorMembers = object(
  { data: tagSelectorRequests },
  { title: "TagSelectorMembers" },
);

export function decodeTagSelectors(selectors: Static<typeof tagSelectorRequests>): TagSelector[] {
  return selectors.map((each) => ({
    key: each["tag-key"],
    // An empty value is none: no tag has one.
    value: each["tag-value"] || null,
    isExclude: each["is-exclude"] ?? false,
  }));
}

export function encodeTagSelector({
  key,
  value,
  isExclude,
}: TagSelector): Static<typeof tagSelector> {
  return { "tag-key": key, "tag-value": value, "is-exclude": isExclude };
}
