import type { OAuthTokenService } from "../../../domain/oauth/oauth-token-service.js";
import { encodePage, pageOfAll } from "../pages.js";
import { noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { authorizedRepoPage, encodeAuthorizedRepo } from "./authorized-repo-wire.js";
import {
  encodeToken,
  oauthTokenChangeRequest,
  oauthTokenDocument,
  oauthTokenPage,
} from "./wire.js";

const ONE = "/oauth-tokens/:oauth_token_id";

export const oauthTokenRoutes = (tokens: OAuthTokenService, { baseUrl }: Site): TfeRoute[] => [
  route("GET", "/organizations/:organization_name/oauth-tokens", {
    operation: "oauthTokens.list",
    doc: "OAuth Tokens API: List OAuth Tokens",
    statuses: [200, 404],
    query: { paged: true },
    response: oauthTokenPage,
    handle: async ({ actor, param, query, url }) => {
      const all = await tokens.list(actor, param("organization_name"));
      const page = pageOfAll(all, query.page);
      return ok({ data: page.items.map(encodeToken), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("GET", "/oauth-clients/:oauth_client_id/oauth-tokens", {
    operation: "oauthTokens.listOfClient",
    doc: "OAuth Tokens API: List OAuth Tokens of a client",
    statuses: [200, 404],
    query: { paged: true },
    response: oauthTokenPage,
    handle: async ({ actor, param, query, url }) => {
      const all = await tokens.listOfClient(actor, param("oauth_client_id"));
      const page = pageOfAll(all, query.page);
      return ok({ data: page.items.map(encodeToken), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("GET", ONE, {
    operation: "oauthTokens.show",
    doc: "OAuth Tokens API: Show an OAuth Token",
    statuses: [200, 404],
    response: oauthTokenDocument,
    handle: async ({ actor, param }) => {
      const token = await tokens.get(actor, param("oauth_token_id"));
      return ok({ data: encodeToken(token) });
    },
  }),

  route("GET", `${ONE}/authorized-repos`, {
    operation: "oauthTokens.listRepositories",
    doc: "OAuth Tokens API: List authorized repositories",
    note: "The provider is asked at that moment: GitHub, GitLab or Bitbucket, where its host is allowed.",
    statuses: [200, 404, 422],
    query: { paged: true },
    response: authorizedRepoPage,
    handle: async ({ actor, param, query, url }) => {
      const id = param("oauth_token_id");
      const page = await tokens.listRepositories(actor, id, query.page);
      const { links, meta } = encodePage(page, url, baseUrl());
      return ok({
        data: page.items.map((identifier) => encodeAuthorizedRepo(identifier, id)),
        links,
        meta: { ...meta, "next-page": meta.pagination["next-page"] },
      });
    },
  }),

  route("PATCH", ONE, {
    operation: "oauthTokens.update",
    doc: "OAuth Tokens API: Update an OAuth Token",
    note: "The key is kept and shown by `has-ssh-key`; git is spoken over http alone.",
    statuses: [200, 404, 422],
    body: oauthTokenChangeRequest,
    identity: "oauth_token_id",
    response: oauthTokenDocument,
    handle: async ({ actor, param, body }) => {
      const key = body.data.attributes?.["ssh-key"];
      const token = await tokens.update(actor, param("oauth_token_id"), key);
      return ok({ data: encodeToken(token) });
    },
  }),

  route("DELETE", ONE, {
    operation: "oauthTokens.delete",
    doc: "OAuth Tokens API: Destroy an OAuth Token",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await tokens.delete(actor, param("oauth_token_id"));
      return noContent();
    },
  }),
];
