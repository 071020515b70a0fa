import type { Actor } from "../../../domain/access/actor.js";
import type { OAuthClientDetails } from "../../../domain/oauth/oauth-client.js";
import type { OAuthClientService } from "../../../domain/oauth/oauth-client-service.js";
import type { OAuthTokenService } from "../../../domain/oauth/oauth-token-service.js";
import { include } from "../inclusion.js";
import { encodePage, pageOfAll } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  decodeClientChange,
  decodeClientDraft,
  encodeClient,
  encodeToken,
  oauthClientChangeRequest,
  oauthClientDocument,
  oauthClientPage,
  oauthClientRequest,
} from "./wire.js";

const OF_ORGANIZATION = "/organizations/:organization_name/oauth-clients";
const ONE = "/oauth-clients/:oauth_client_id";
const INCLUDE = ["oauth_tokens"] as const;

export function oauthClientRoutes(
  clients: OAuthClientService,
  tokens: Pick<OAuthTokenService, "listOfClient">,
  { baseUrl }: Site,
): TfeRoute[] {
  const relatedTo = (actor: Actor, found: readonly OAuthClientDetails[]) => ({
    oauth_tokens: async () => {
      const lists = await Promise.all(found.map(({ id }) => tokens.listOfClient(actor, id)));
      return lists.flat().map(encodeToken);
    },
  });
  return [
    route("GET", OF_ORGANIZATION, {
      operation: "oauthClients.list",
      doc: "OAuth Clients API: List OAuth Clients",
      statuses: [200, 404],
      query: { paged: true, include: INCLUDE },
      response: oauthClientPage,
      handle: async ({ actor, param, query, url }) => {
        const all = await clients.list(actor, param("organization_name"));
        const page = pageOfAll(all, query.page);
        return ok({
          data: page.items.map(encodeClient),
          ...(await include(query.include, relatedTo(actor, page.items))),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("POST", OF_ORGANIZATION, {
      operation: "oauthClients.create",
      doc: "OAuth Clients API: Create an OAuth Client",
      note: "Portcullis extension: the provider `git`, any server that speaks git over http.",
      statuses: [201, 404, 422],
      body: oauthClientRequest,
      response: oauthClientDocument,
      handle: async ({ actor, param, body }) => {
        const draft = decodeClientDraft(body);
        const client = await clients.create(actor, param("organization_name"), draft);
        return created({ data: encodeClient(client) });
      },
    }),

    route("GET", ONE, {
      operation: "oauthClients.show",
      doc: "OAuth Clients API: Show an OAuth Client",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: oauthClientDocument,
      handle: async ({ actor, param, query }) => {
        const client = await clients.get(actor, param("oauth_client_id"));
        return ok({
          data: encodeClient(client),
          ...(await include(query.include, relatedTo(actor, [client]))),
        });
      },
    }),

    route("PATCH", ONE, {
      operation: "oauthClients.update",
      doc: "OAuth Clients API: Update an OAuth Client",
      statuses: [200, 404, 422],
      body: oauthClientChangeRequest,
      identity: "oauth_client_id",
      response: oauthClientDocument,
      handle: async ({ actor, param, body }) => {
        const change = decodeClientChange(body);
        const client = await clients.update(actor, param("oauth_client_id"), change);
        return ok({ data: encodeClient(client) });
      },
    }),

    route("DELETE", ONE, {
      operation: "oauthClients.delete",
      doc: "OAuth Clients API: Destroy an OAuth Client",
      statuses: [204, 404],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await clients.delete(actor, param("oauth_client_id"));
        return noContent();
      },
    }),
  ];
}
