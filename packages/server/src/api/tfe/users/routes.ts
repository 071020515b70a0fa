import type { UserService } from "../../../domain/users/user-service.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeUser, userDocument } from "./wire.js";

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
