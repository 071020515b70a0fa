import { NotFound } from "../../../domain/errors.js";
import type { TokenOwner } from "../../../domain/tokens/token.js";
import type { TokenKeeper } from "../../../domain/tokens/token-keeper.js";
import { encodePage } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { decodeTokenDraft, encodeToken, tokenDocument, tokenPage, tokenRequest } from "./wire.js";

const OF_USER = "/users/:user_id/authentication-tokens";
const OF_TEAM = "/teams/:team_id/authentication-token";
const OF_ORGANIZATION = "/organizations/:organization_name/authentication-token";

const user = (id: string): TokenOwner => ({ kind: "user", id });
const team = (id: string): TokenOwner => ({ kind: "team", id });

/**
 * COMPAT (Organization Token API): `?token=audit-trails` is about a token that only reads the audit trail.
 * There is none here, and the organization's own, which may do more, must not be taken for it.
 */
function organization(name: string, url: string): TokenOwner {
  const kind = new URL(url, "http://localhost").searchParams.get("token") ?? "organization";
  if (kind !== "organization") throw new NotFound("token", kind);
  return { kind: "organization", name };
}

export const tokenRoutes = (tokens: TokenKeeper, { baseUrl }: Site): TfeRoute[] => [
  route("GET", OF_USER, {
    operation: "tokens.listOfUser",
    doc: "User Tokens API: List User Tokens",
    statuses: [200, 404],
    query: { paged: true },
    response: tokenPage,
    handle: async ({ actor, param, query, url }) => {
      const page = await tokens.list(actor, user(param("user_id")), query.page);
      return ok({ data: page.items.map(encodeToken), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", OF_USER, {
    operation: "tokens.createForUser",
    doc: "User Tokens API: Create a User Token",
    statuses: [201, 404, 422],
    body: tokenRequest,
    response: tokenDocument,
    handle: async ({ actor, param, body }) => {
      const owner = user(param("user_id"));
      return created({
        data: encodeToken(await tokens.issue(actor, owner, decodeTokenDraft(body))),
      });
    },
  }),

  route("GET", OF_TEAM, {
    operation: "tokens.showOfTeam",
    doc: "Team Token API: Show a Team Token",
    statuses: [200, 404],
    response: tokenDocument,
    handle: async ({ actor, param }) =>
      ok({ data: encodeToken(await tokens.getOf(actor, team(param("team_id")))) }),
  }),

  route("POST", OF_TEAM, {
    operation: "tokens.createForTeam",
    doc: "Team Token API: Generate a new team token",
    note: "It takes the place of the one before.",
    statuses: [201, 404, 422],
    body: tokenRequest,
    response: tokenDocument,
    handle: async ({ actor, param, body }) => {
      const owner = team(param("team_id"));
      return created({
        data: encodeToken(await tokens.issue(actor, owner, decodeTokenDraft(body))),
      });
    },
  }),

  route("DELETE", OF_TEAM, {
    operation: "tokens.deleteOfTeam",
    doc: "Team Token API: Delete the team token",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await tokens.revokeOf(actor, team(param("team_id")));
      return noContent();
    },
  }),

  route("GET", OF_ORGANIZATION, {
    operation: "tokens.showOfOrganization",
    doc: "Organization Token API: Show an organization token",
    statuses: [200, 404],
    response: tokenDocument,
    handle: async ({ actor, param, url }) =>
      ok({
        data: encodeToken(await tokens.getOf(actor, organization(param("organization_name"), url))),
      }),
  }),

  route("POST", OF_ORGANIZATION, {
    operation: "tokens.createForOrganization",
    doc: "Organization Token API: Generate a new organization token",
    note: "It takes the place of the one before.",
    statuses: [201, 404, 422],
    body: tokenRequest,
    response: tokenDocument,
    handle: async ({ actor, param, body, url }) => {
      const owner = organization(param("organization_name"), url);
      return created({
        data: encodeToken(await tokens.issue(actor, owner, decodeTokenDraft(body))),
      });
    },
  }),

  route("DELETE", OF_ORGANIZATION, {
    operation: "tokens.deleteOfOrganization",
    doc: "Organization Token API: Delete the organization token",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param, url }) => {
      await tokens.revokeOf(actor, organization(param("organization_name"), url));
      return noContent();
    },
  }),

  route("GET", "/authentication-tokens/:token_id", {
    operation: "tokens.show",
    doc: "User Tokens API: Show a User Token",
    statuses: [200, 404],
    response: tokenDocument,
    handle: async ({ actor, param }) =>
      ok({ data: encodeToken(await tokens.get(actor, param("token_id"))) }),
  }),

  route("DELETE", "/authentication-tokens/:token_id", {
    operation: "tokens.delete",
    doc: "User Tokens API: Destroy a User Token",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await tokens.revoke(actor, param("token_id"));
      return noContent();
    },
  }),
];
