import type { ServiceProvider } from "../oauth/oauth-client.js";
import type { Page, PageRequest } from "../page.js";

/** Somebody whom a provider knows. */
export interface Account {
  readonly provider: ServiceProvider;
  readonly apiUrl: string;
  readonly token: string;
}

/** What providers list. */
export interface RepositoryCatalog {
  /**
   * The identifiers of the repositories that an account may read: "acme/policies". How many there are is
   * not known.
   *
   * @throws CatalogFault
   */
  list(account: Account, page: PageRequest): Promise<Page<string>>;
}

/** The provider does not list its repositories; the message says why, for people. */
export class CatalogFault extends Error {}
