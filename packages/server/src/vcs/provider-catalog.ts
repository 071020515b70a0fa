import { AllowList, OutboundError, send } from "@portcullis/outbound";
import { SECOND } from "../domain/clock.js";
import { PROVIDERS, type ServiceProvider } from "../domain/oauth/oauth-client.js";
import type { Page, PageRequest } from "../domain/page.js";
import {
  type Account,
  CatalogFault,
  type RepositoryCatalog,
} from "../domain/vcs/repository-catalog.js";
import { vcsRemedy } from "./vcs-remedy.js";

/** LIMIT: how long a provider may take, and how many bytes it may answer: a page has a hundred entries. */
const ANSWER_TIME = 20 * SECOND;
const ANSWER_BYTES = 4 * 1024 * 1024;

/** What a provider answered: JSON that nobody has checked. */
interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** How one provider lists the repositories of an account. */
interface Listing {
  readonly path: (page: PageRequest) => string;
  readonly entries: (body: unknown) => unknown;
  /** Undefined for an entry that has none. */
  readonly identifier: (entry: unknown) => string | undefined;
  readonly hasNext: (answer: Answer) => boolean;
}

/** COMPAT (GitHub, REST API: List repositories for the authenticated user). */
const github: Listing = {
  path: ({ number, size }) => `/user/repos?sort=full_name&per_page=${size}&page=${number}`,
  entries: (body) => body,
  identifier: (entry) => textIn(entry, "full_name"),
  hasNext: ({ headers }) => /;\s*rel="next"/.test(headers.link ?? ""),
};

/** COMPAT (GitLab, Projects API: List all projects; pagination). */
const gitlab: Listing = {
  path: ({ number, size }) =>
    `/projects?membership=true&simple=true&order_by=path&sort=asc&per_page=${size}&page=${number}`,
  entries: (body) => body,
  identifier: (entry) => textIn(entry, "path_with_namespace"),
  hasNext: ({ headers }) => (headers["x-next-page"] ?? "") !== "",
};

/** COMPAT (Bitbucket Cloud, REST API: List public repositories, by role; pagination). */
const bitbucketCloud: Listing = {
  path: ({ number, size }) => `/2.0/repositories?role=member&pagelen=${size}&page=${number}`,
  entries: (body) => memberOf(body, "values"),
  identifier: (entry) => textIn(entry, "full_name"),
  hasNext: ({ body }) => textIn(body, "next") !== undefined,
};

/** COMPAT (Bitbucket Data Center, REST API: Get repositories; paged APIs). */
const bitbucketServer: Listing = {
  path: ({ number, size }) =>
    `/rest/api/1.0/repos?permission=REPO_READ&limit=${size}&start=${(number - 1) * size}`,
  entries: (body) => memberOf(body, "values"),
  identifier: (entry) => {
    const key = textIn(memberOf(entry, "project"), "key");
    const slug = textIn(entry, "slug");
    return key === undefined || slug === undefined ? undefined : `${key}/${slug}`;
  },
  hasNext: ({ body }) => memberOf(body, "isLastPage") === false,
};

function listingOf(provider: ServiceProvider): Listing | undefined {
  if (provider === "bitbucket_hosted") return bitbucketCloud;
  switch (PROVIDERS[provider].family) {
    case "github":
      return github;
    case "gitlab":
      return gitlab;
    case "bitbucket":
      return bitbucketServer;
    case "ado":
    case "git":
      return undefined;
  }
}

/** Asks providers, on the hosts that whoever runs the server has listed. */
export class ProviderCatalog implements RepositoryCatalog {
  private readonly allow: AllowList;

  /** `hosts` are rules of an allow-list; nobody is asked when there are none. */
  constructor(hosts: readonly string[]) {
    this.allow = new AllowList(hosts, vcsRemedy);
  }

  async list(account: Account, page: PageRequest): Promise<Page<string>> {
    const listing = listingOf(account.provider);
    const { name } = PROVIDERS[account.provider];
    if (listing === undefined) throw new CatalogFault(`${name} does not list repositories here`);
    const answer = await this.ask(`${account.apiUrl}${listing.path(page)}`, account.token, name);
    const entries = listing.entries(answer.body);
    if (!Array.isArray(entries))
      throw new CatalogFault(`${name} answers with no list: check api-url`);
    const items = entries.slice(0, page.size).flatMap((entry) => listing.identifier(entry) ?? []);
    return { ...page, items, total: null, hasNext: listing.hasNext(answer) };
  }

  private async ask(url: string, token: string, name: string): Promise<Answer> {
    const headers = {
      accept: "application/json",
      authorization: `Bearer ${token}`,
      "user-agent": "portcullis",
    };
    const options = { allow: this.allow, timeout: ANSWER_TIME, maxBytes: ANSWER_BYTES };
    try {
      const response = await send({ method: "GET", url, headers }, options);
      const pieces: Uint8Array[] = [];
      for await (const piece of response.body) pieces.push(piece);
      if (response.status !== 200)
        throw new CatalogFault(`${name} answers ${response.status}: check api-url and the token`);
      return { headers: response.headers, body: JSON.parse(Buffer.concat(pieces).toString()) };
    } catch (error) {
      if (error instanceof OutboundError) throw new CatalogFault(error.message);
      if (error instanceof SyntaxError)
        throw new CatalogFault(`${name} answers with no JSON: check api-url`);
      throw error;
    }
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function textIn(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === "string" && text !== "" ? text : undefined;
}
