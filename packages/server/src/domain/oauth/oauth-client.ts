import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import { lineProblems, TEXT_LIMIT } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Vault } from "../secrets/vault.js";

export type OAuthClientId = string;
export type OAuthTokenId = string;

/** COMPAT (OAuth Clients API, service-provider): what each is called, and which family it belongs to. */
export const PROVIDERS = {
  ado_server: { name: "Azure DevOps Server", family: "ado" },
  ado_services: { name: "Azure DevOps Services", family: "ado" },
  bitbucket_data_center: { name: "Bitbucket Data Center", family: "bitbucket" },
  bitbucket_hosted: { name: "Bitbucket Cloud", family: "bitbucket" },
  bitbucket_server: { name: "Bitbucket Server", family: "bitbucket" },
  bitbucket_server_legacy: { name: "Bitbucket Server", family: "bitbucket" },
  github: { name: "GitHub", family: "github" },
  github_enterprise: { name: "GitHub Enterprise", family: "github" },
  gitlab_community_edition: { name: "GitLab Community Edition", family: "gitlab" },
  gitlab_enterprise_edition: { name: "GitLab Enterprise Edition", family: "gitlab" },
  gitlab_hosted: { name: "GitLab.com", family: "gitlab" },
  /** Ours: any server that speaks git over http. */
  git: { name: "Git", family: "git" },
} as const;

export type ServiceProvider = keyof typeof PROVIDERS;
export type ProviderFamily = (typeof PROVIDERS)[ServiceProvider]["family"];

export const SERVICE_PROVIDERS = Object.keys(PROVIDERS) as ServiceProvider[];

/** LIMIT: characters of an address. */
export const URL_LIMIT = 2_048;

/** LIMIT: OAuth clients of one organization. */
export const CLIENT_LIMIT = 1_000;

/** How an organization reaches a version control provider. */
export interface OAuthClient {
  readonly id: OAuthClientId;
  readonly organization: OrganizationName;
  readonly name: string | null;
  readonly provider: ServiceProvider;
  /** Where repositories are: the address of one is this, a slash and its identifier. */
  readonly httpUrl: string;
  readonly apiUrl: string;
  readonly key: string | null;
  readonly rsaPublicKey: string | null;
  /** Sealed. Nothing uses it yet: it belongs to a way of signing in that this server does not offer. */
  readonly secret: Uint8Array | null;
  readonly isOrganizationScoped: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A credential for the provider of a client. */
export interface OAuthToken {
  readonly id: OAuthTokenId;
  readonly clientId: OAuthClientId;
  readonly organization: OrganizationName;
  /** Sealed. */
  readonly secret: Uint8Array;
  /** Sealed. Kept, and not used: git is spoken over http. */
  readonly sshKey: Uint8Array | null;
  readonly createdAt: Instant;
}

export interface OAuthClientDetails extends OAuthClient {
  readonly tokenIds: readonly OAuthTokenId[];
}

export interface OAuthClientDraft {
  readonly name?: string | null | undefined;
  readonly provider: ServiceProvider;
  readonly httpUrl: string;
  readonly apiUrl: string;
  readonly key?: string | null | undefined;
  readonly rsaPublicKey?: string | null | undefined;
  readonly secret?: string | null | undefined;
  /** A personal access token of the provider. */
  readonly oauthTokenString?: string | null | undefined;
  readonly isOrganizationScoped?: boolean | undefined;
}

export type OAuthClientChange = ChangeOf<Omit<OAuthClientDraft, "provider" | "httpUrl" | "apiUrl">>;

export function createOAuthClient(
  draft: OAuthClientDraft,
  given: Pick<OAuthClient, "id" | "organization" | "createdAt">,
  vault: Vault,
): OAuthClient {
  return {
    ...given,
    name: draft.name || null,
    provider: draft.provider,
    httpUrl: withoutSlash(draft.httpUrl),
    apiUrl: withoutSlash(draft.apiUrl),
    key: draft.key || null,
    rsaPublicKey: draft.rsaPublicKey || null,
    secret: draft.secret ? vault.seal(draft.secret, given.id) : null,
    isOrganizationScoped: draft.isOrganizationScoped ?? true,
    updatedAt: given.createdAt,
  };
}

export function updateOAuthClient(
  client: OAuthClient,
  change: OAuthClientChange,
  now: Instant,
  vault: Vault,
): OAuthClient {
  const { id, name, key, rsaPublicKey, secret, isOrganizationScoped } = client;
  return {
    ...client,
    name: change.name === undefined ? name : change.name || null,
    key: change.key === undefined ? key : change.key || null,
    rsaPublicKey: change.rsaPublicKey === undefined ? rsaPublicKey : change.rsaPublicKey || null,
    secret: change.secret ? vault.seal(change.secret, id) : secret,
    isOrganizationScoped: change.isOrganizationScoped ?? isOrganizationScoped,
    updatedAt: now,
  };
}

export function createOAuthToken(
  secret: string,
  client: OAuthClient,
  given: Pick<OAuthToken, "id" | "createdAt">,
  vault: Vault,
): OAuthToken {
  return {
    ...given,
    clientId: client.id,
    organization: client.organization,
    secret: vault.seal(secret, given.id),
    sshKey: null,
  };
}

/** What is wrong with what a client says; secrets are bounded as all text is. */
export function oauthClientProblems(
  client: OAuthClient,
  texts: Pick<OAuthClientDraft, "secret" | "oauthTokenString">,
): Problem[] {
  const problems = [
    ...lineProblems("name", client.name),
    ...lineProblems("key", client.key),
    ...urlProblems("httpUrl", client.httpUrl),
    ...urlProblems("apiUrl", client.apiUrl),
  ];
  const long = { rsaPublicKey: client.rsaPublicKey, ...texts };
  for (const [field, text] of Object.entries(long)) {
    if ((text ?? "").length > TEXT_LIMIT)
      problems.push({ field, message: `must have at most ${TEXT_LIMIT} characters` });
  }
  return problems;
}

const WEB_ADDRESS = /^https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#\\]*)?$/i;

function urlProblems(field: string, url: string): Problem[] {
  if (url.length > URL_LIMIT)
    return [{ field, message: `must have at most ${URL_LIMIT} characters` }];
  return WEB_ADDRESS.test(url)
    ? []
    : [{ field, message: "must be an address with https or http, without user and query" }];
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
