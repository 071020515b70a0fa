import { Invalid } from "../../domain/errors.js";
import { NAME_LIMIT } from "../../domain/names.js";
import {
  GRANT_LIMIT,
  OVERRIDE_SCOPES,
  type OverrideDraft,
} from "../../domain/standing-overrides/standing-override.js";
import { commentRequest, decodeComment } from "./comment.js";
import { list, object, oneOf, optional, type Static, text, textOrNull } from "./schemas.js";
import { decodeTime, TIME_PATTERN, TIME_RULE } from "./timestamps.js";

/** An override: a comment and, as Portcullis extension, what it shall go on to cover. */
export const overrideRequest = object(
  {
    ...commentRequest.properties,
    scope: optional(
      oneOf(OVERRIDE_SCOPES, {
        description:
          "`run` (the default) for this run alone; `workspace` for what failed in it, in all runs of the workspace until `expires-at`.",
      }),
    ),
    "expires-at": optional(textOrNull({ pattern: TIME_PATTERN.source })),
    policies: optional(
      list(text({ maxLength: 2 * NAME_LIMIT + 1 }), {
        maxItems: GRANT_LIMIT,
        description: "Of what failed these alone, as in `prod/tags`.",
      }),
    ),
  },
  { title: "OverrideRequest" },
);

export function decodeOverride(body: Static<typeof overrideRequest>): OverrideDraft {
  const expiresAt = decodeTime(body["expires-at"] ?? "");
  const isStated = (body["expires-at"] ?? null) !== null;
  if (isStated && Number.isNaN(expiresAt)) {
    throw new Invalid([{ field: "expiresAt", message: TIME_RULE }]);
  }
  return {
    comment: decodeComment(body),
    scope: body.scope ?? "run",
    expiresAt: isStated ? expiresAt : undefined,
    policies: body.policies,
  };
}
