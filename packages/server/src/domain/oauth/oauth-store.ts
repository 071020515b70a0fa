import type { OrganizationName } from "../organizations/organization.js";
import type {
  OAuthClient,
  OAuthClientDetails,
  OAuthClientId,
  OAuthToken,
  OAuthTokenId,
} from "./oauth-client.js";

/** Where clients of version control providers and their credentials are kept. */
export interface OAuthStore {
  /** @throws NotFound */
  getClient(id: OAuthClientId): Promise<OAuthClientDetails>;
  /** Those of an organization, the oldest first. */
  listClients(organization: OrganizationName): Promise<readonly OAuthClientDetails[]>;
  insertClient(client: OAuthClient): Promise<void>;
  saveClient(client: OAuthClient): Promise<void>;
  /** Its tokens go with it. */
  deleteClient(id: OAuthClientId): Promise<void>;

  /** @throws NotFound */
  getToken(id: OAuthTokenId): Promise<OAuthToken>;
  /** Those that exist, in any order. */
  getTokens(ids: readonly OAuthTokenId[]): Promise<readonly OAuthToken[]>;
  /** Those of an organization, the oldest first. */
  listTokens(organization: OrganizationName): Promise<readonly OAuthToken[]>;
  insertToken(token: OAuthToken): Promise<void>;
  saveToken(token: OAuthToken): Promise<void>;
  deleteToken(id: OAuthTokenId): Promise<void>;
}
