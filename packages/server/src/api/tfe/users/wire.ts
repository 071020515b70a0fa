import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { anySubject, subject } from "../../../domain/access/subject.js";
import { NAME_LIMIT, NAME_PATTERN } from "../../../domain/names.js";
import {
  type AccountChange,
  EMAIL_LIMIT,
  EMAIL_PATTERN,
  type User,
} from "../../../domain/users/user.js";
import { changeOf, documentOf, resource } from "../documents.js";
import { exactly, object, optional, type Static, text, textOrNull, truth } from "../schemas.js";

export const userResource = resource("User", "users", {
  attributes: object({
    username: text(),
    email: textOrNull(),
    "is-service-account": exactly(false),
    "is-site-admin": truth(),
    permissions: object({
      "can-create-organizations": truth(),
      "can-change-email": truth(),
      "can-change-username": truth(),
      "can-manage-user-tokens": truth(),
    }),
  }),
  relationships: object({
    "authentication-tokens": object({ links: object({ related: text() }) }),
  }),
  links: object({ self: text() }),
});

export const userDocument = documentOf(userResource);

/** COMPAT (Account API, Update your account info): the id may be missing; other attributes are ignored. */
export const accountChangeRequest = changeOf(
  "AccountChangeRequest",
  "users",
  {
    username: optional(text({ maxLength: NAME_LIMIT, pattern: NAME_PATTERN.source })),
    email: optional(text({ maxLength: EMAIL_LIMIT, pattern: EMAIL_PATTERN.source })),
  },
  {},
);

export function decodeAccountChange({
  data: { attributes = {} },
}: Static<typeof accountChangeRequest>): AccountChange {
  return { username: attributes.username, email: attributes.email };
}

export function encodeUser(user: User, actor: Actor, access: Access): Static<typeof userResource> {
  const self = subject("user", { id: user.id, organization: null });
  const isSelf = actor.kind === "user" && actor.id === user.id;
  const createsOrganizations = access.permits(actor, "create", anySubject("organization", null));
  return {
    id: user.id,
    type: "users",
    attributes: {
      username: user.username,
      email: user.email,
      "is-service-account": false,
      "is-site-admin": user.isSiteAdmin,
      permissions: {
        "can-create-organizations": isSelf && createsOrganizations,
        "can-change-email": isSelf,
        "can-change-username": isSelf,
        "can-manage-user-tokens": access.permits(actor, "manage tokens", self),
      },
    },
    relationships: {
      "authentication-tokens": {
        links: { related: `/api/v2/users/${user.id}/authentication-tokens` },
      },
    },
    links: { self: `/api/v2/users/${user.id}` },
  };
}
