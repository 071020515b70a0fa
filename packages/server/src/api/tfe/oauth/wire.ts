import { LINE_LIMIT, LINE_PATTERN, TEXT_LIMIT } from "../../../domain/names.js";
import {
  type OAuthClientChange,
  type OAuthClientDetails,
  type OAuthClientDraft,
  type OAuthToken,
  PROVIDERS,
  SERVICE_PROVIDERS,
  URL_LIMIT,
} from "../../../domain/oauth/oauth-client.js";
import { changeOf, documentOf, pageOf, requestOf, resource, toMany, toOne } from "../documents.js";
import {
  object,
  oneOf,
  onlyNull,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  truth,
} from "../schemas.js";
import { encodeTime } from "../timestamps.js";

const noSignIn = "Nobody signs in at the provider: a personal access token is given instead.";

export const oauthTokenResource = resource("OAuthToken", "oauth-tokens", {
  attributes: object({
    "created-at": time(),
    "service-provider-user": onlyNull({ description: "The provider is not asked for it." }),
    "has-ssh-key": truth(),
  }),
  relationships: object({ "oauth-client": toOne("oauth-clients") }),
  links: object({ self: text() }),
});

/** COMPAT (OAuth Clients API): secrets are taken and never shown. */
const oauthClientResource = resource("OAuthClient", "oauth-clients", {
  attributes: object({
    name: textOrNull(),
    "created-at": time(),
    "updated-at": time(),
    "callback-url": onlyNull({ description: noSignIn }),
    "connect-path": onlyNull({ description: noSignIn }),
    "service-provider": oneOf(SERVICE_PROVIDERS),
    "service-provider-display-name": text(),
    "http-url": text(),
    "api-url": text(),
    key: textOrNull(),
    secret: onlyNull(),
    "rsa-public-key": textOrNull(),
    "organization-scoped": truth(),
  }),
  relationships: object({
    organization: toOne("organizations"),
    "oauth-tokens": toMany("oauth-tokens"),
    projects: toMany("projects"),
  }),
  links: object({ self: text() }),
});

export const oauthClientDocument = documentOf(oauthClientResource, oauthTokenResource);
export const oauthClientPage = pageOf(oauthClientResource, oauthTokenResource);
export const oauthTokenDocument = documentOf(oauthTokenResource);
export const oauthTokenPage = pageOf(oauthTokenResource);

const line = { maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source };
const secretText = optional(textOrNull({ maxLength: TEXT_LIMIT }));

const settings = {
  name: optional(textOrNull(line)),
  key: optional(textOrNull(line)),
  secret: secretText,
  "rsa-public-key": optional(textOrNull({ maxLength: TEXT_LIMIT })),
  "oauth-token-string": secretText,
  "organization-scoped": optional(truth()),
};

export const oauthClientRequest = requestOf(
  "OAuthClientRequest",
  "oauth-clients",
  {
    "service-provider": oneOf(SERVICE_PROVIDERS),
    "http-url": text({ maxLength: URL_LIMIT }),
    "api-url": text({ maxLength: URL_LIMIT }),
    ...settings,
  },
  {},
);

export const oauthClientChangeRequest = changeOf(
  "OAuthClientChangeRequest",
  "oauth-clients",
  settings,
  {},
);

export const oauthTokenChangeRequest = changeOf(
  "OAuthTokenChangeRequest",
  "oauth-tokens",
  { "ssh-key": secretText },
  {},
);

export function decodeClientDraft({ data }: Static<typeof oauthClientRequest>): OAuthClientDraft {
  return {
    ...decodeClientChange({ data }),
    provider: data.attributes["service-provider"],
    httpUrl: data.attributes["http-url"],
    apiUrl: data.attributes["api-url"],
  };
}

export function decodeClientChange({
  data: { attributes = {} },
}: Static<typeof oauthClientChangeRequest>): OAuthClientChange {
  return {
    name: attributes.name,
    key: attributes.key,
    secret: attributes.secret,
    rsaPublicKey: attributes["rsa-public-key"],
    oauthTokenString: attributes["oauth-token-string"],
    isOrganizationScoped: attributes["organization-scoped"],
  };
}

export function encodeClient(client: OAuthClientDetails): Static<typeof oauthClientResource> {
  return {
    id: client.id,
    type: "oauth-clients",
    attributes: {
      name: client.name,
      "created-at": encodeTime(client.createdAt),
      "updated-at": encodeTime(client.updatedAt),
      "callback-url": null,
      "connect-path": null,
      "service-provider": client.provider,
      "service-provider-display-name": PROVIDERS[client.provider].name,
      "http-url": client.httpUrl,
      "api-url": client.apiUrl,
      key: client.key,
      secret: null,
      "rsa-public-key": client.rsaPublicKey,
      "organization-scoped": client.isOrganizationScoped,
    },
    relationships: {
      organization: { data: { id: client.organization, type: "organizations" } },
      "oauth-tokens": { data: client.tokenIds.map((id) => ({ id, type: "oauth-tokens" })) },
      projects: { data: [] },
    },
    links: { self: `/api/v2/oauth-clients/${client.id}` },
  };
}

export function encodeToken(token: OAuthToken): Static<typeof oauthTokenResource> {
  return {
    id: token.id,
    type: "oauth-tokens",
    attributes: {
      "created-at": encodeTime(token.createdAt),
      "service-provider-user": null,
      "has-ssh-key": token.sshKey !== null,
    },
    relationships: { "oauth-client": { data: { id: token.clientId, type: "oauth-clients" } } },
    links: { self: `/api/v2/oauth-tokens/${token.id}` },
  };
}
