import { Invalid } from "../../../domain/errors.js";
import { LINE_LIMIT, LINE_PATTERN } from "../../../domain/names.js";
import type { IssuedToken, Token, TokenDraft } from "../../../domain/tokens/token.js";
import { documentOf, pageOf, resource, toOneOrNone } from "../documents.js";
import {
  exactly,
  object,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  timeOrNull,
} from "../schemas.js";
import {
  decodeTime,
  encodeTime,
  encodeTimeOrNull,
  TIME_PATTERN,
  TIME_RULE,
} from "../timestamps.js";

const tokenResource = resource("AuthenticationToken", "authentication-tokens", {
  attributes: object({
    description: text(),
    token: textOrNull({ description: "The key, in the answer that creates the token only." }),
    "created-at": time(),
    "last-used-at": timeOrNull({ description: "To the minute." }),
    "expired-at": timeOrNull({ description: "Null: it does not expire." }),
  }),
  relationships: object({ "created-by": toOneOrNone("users") }),
});

export const tokenDocument = documentOf(tokenResource);
export const tokenPage = pageOf(tokenResource);

/** COMPAT (Team Token API, Organization Token API): the body may be empty. */
export const tokenRequest = object(
  {
    data: optional(
      object({
        type: exactly("authentication-tokens"),
        attributes: optional(
          object({
            description: optional(
              textOrNull({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source }),
            ),
            "expired-at": optional(textOrNull({ pattern: TIME_PATTERN.source })),
          }),
        ),
      }),
    ),
  },
  { title: "AuthenticationTokenRequest" },
);

/** @throws Invalid */
export function decodeTokenDraft({ data }: Static<typeof tokenRequest>): TokenDraft {
  const { description, "expired-at": expiredAt = null } = data?.attributes ?? {};
  const expiresAt = expiredAt === null ? null : decodeTime(expiredAt);
  if (Number.isNaN(expiresAt)) throw new Invalid([{ field: "expiredAt", message: TIME_RULE }]);
  return { description: description ?? undefined, expiresAt };
}

export function encodeToken(token: Token | IssuedToken): Static<typeof tokenResource> {
  return {
    id: token.id,
    type: "authentication-tokens",
    attributes: {
      description: token.description,
      token: "key" in token ? token.key : null,
      "created-at": encodeTime(token.createdAt),
      "last-used-at": encodeTimeOrNull(token.lastUsedAt),
      "expired-at": encodeTimeOrNull(token.expiresAt),
    },
    relationships: {
      "created-by": {
        data: token.createdBy === null ? null : { id: token.createdBy, type: "users" },
      },
    },
  };
}
