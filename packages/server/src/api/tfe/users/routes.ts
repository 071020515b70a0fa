import type { UserService } from "../../../domain/users/user-service.js";
import { requireIdentity } from "../errors.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { accountChangeRequest, decodeAccountChange, encodeUser, userDocument } from "./wire.js";

export const userRoutes = (users: UserService, { access }: Site): TfeRoute[] => [
  route("GET", "/account/details", {
    operation: "users.account",
    doc: "Account API: Get your account details",
    note: "404 for the tokens of teams and organizations.",
    statuses: [200, 404],
    response: userDocument,
    handle: async ({ actor }) =>
      ok({ data: encodeUser(await users.account(actor), actor, access) }),
  }),

  route("PATCH", "/account/update", {
    operation: "users.updateAccount",
    doc: "Account API: Update your account info",
    note: "404 for the tokens of teams and organizations.",
    statuses: [200, 404, 422],
    body: accountChangeRequest,
    response: userDocument,
    handle: async ({ actor, body }) => {
      requireIdentity(body, (await users.account(actor)).id);
      const user = await users.updateAccount(actor, decodeAccountChange(body));
      return ok({ data: encodeUser(user, actor, access) });
    },
  }),

  route("GET", "/users/:user_id", {
    operation: "users.show",
    doc: "Users API: Show a User",
    statuses: [200, 404],
    response: userDocument,
    handle: async ({ actor, param }) => {
      const user = await users.get(actor, param("user_id"));
      return ok({ data: encodeUser(user, actor, access) });
    },
  }),
];
