import { type LocalServer, startHttp } from "@portcullis/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceProvider } from "../domain/oauth/oauth-client.js";
import { ProviderCatalog } from "./provider-catalog.js";

/** What a provider answers, typed from its document; anything else is answered 404. */
interface Sample {
  readonly provider: ServiceProvider;
  readonly source: string;
  readonly asked: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer: unknown;
  readonly last: unknown;
}

const SAMPLES: readonly Sample[] = [
  {
    provider: "github_enterprise",
    source: "GitHub Docs, REST API: List repositories for the authenticated user",
    asked: "/api/user/repos?sort=full_name&per_page=2&page=2",
    headers: { link: '<https://x/user/repos?page=3>; rel="next", <https://x>; rel="last"' },
    answer: [
      { id: 1, name: "modules", full_name: "acme/modules", private: true },
      { id: 2, name: "policies", full_name: "acme/policies", private: true },
    ],
    last: [],
  },
  {
    provider: "gitlab_hosted",
    source: "GitLab Docs, Projects API: List all projects",
    asked: "/api/projects?membership=true&simple=true&order_by=path&sort=asc&per_page=2&page=2",
    headers: { "x-next-page": "3" },
    answer: [
      { id: 4, path: "modules", path_with_namespace: "acme/modules" },
      { id: 6, path: "policies", path_with_namespace: "acme/policies" },
    ],
    last: [],
  },
  {
    provider: "bitbucket_hosted",
    source: "Bitbucket Cloud REST API: List public repositories",
    asked: "/api/2.0/repositories?role=member&pagelen=2&page=2",
    answer: {
      pagelen: 2,
      values: [{ full_name: "acme/modules" }, { full_name: "acme/policies" }],
      page: 2,
      next: "https://x/2.0/repositories?page=3",
    },
    last: { values: [] },
  },
  {
    provider: "bitbucket_data_center",
    source: "Bitbucket Data Center REST API: Get repositories",
    asked: "/api/rest/api/1.0/repos?permission=REPO_READ&limit=2&start=2",
    answer: {
      size: 2,
      isLastPage: false,
      values: [
        { slug: "modules", project: { key: "acme" } },
        { slug: "policies", project: { key: "acme" } },
      ],
    },
    last: { isLastPage: true, values: [] },
  },
];

describe("the repositories of an account", () => {
  let provider: LocalServer;
  let answer: { status: number; headers?: Readonly<Record<string, string>>; body: string };
  const asked: { url: string | undefined; authorization: string | undefined }[] = [];
  beforeAll(async () => {
    provider = await startHttp(({ url, headers: { authorization } }, response) => {
      asked.push({ url, authorization });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  afterAll(() => provider.stop());

  const list = (name: ServiceProvider, hosts = ["127.0.0.1"]) =>
    new ProviderCatalog(hosts).list(
      { provider: name, apiUrl: `${provider.url}/api`, token: "s3cret" },
      { number: 2, size: 2 },
    );

  it.each(SAMPLES)("are listed as $source says", async (sample) => {
    answer = { status: 200, headers: sample.headers ?? {}, body: JSON.stringify(sample.answer) };
    expect(await list(sample.provider)).toEqual({
      items: ["acme/modules", "acme/policies"],
      number: 2,
      size: 2,
      total: null,
      hasNext: true,
    });
    expect(asked.at(-1)).toEqual({ url: sample.asked, authorization: "Bearer s3cret" });
    answer = { status: 200, body: JSON.stringify(sample.last) };
    expect(await list(sample.provider)).toMatchObject({ items: [], hasNext: false });
  });

  it.each([
    ["401", { status: 401, body: "{}" }, "GitHub answers 401: check api-url and the token"],
    ["HTML", { status: 200, body: "<html>" }, "GitHub answers with no JSON: check api-url"],
    ["no list", { status: 200, body: '{"a":1}' }, "GitHub answers with no list: check api-url"],
    ["too much", { status: 200, body: " ".repeat(5_000_000) }, "sends more than 4194304 bytes"],
  ])("are not known after %s", async (_, given, problem) => {
    answer = given;
    await expect(list("github")).rejects.toThrow(problem);
  });

  it("are none of what a provider should not say", async () => {
    const body = JSON.stringify([{ full_name: "acme/policies" }, null, 7, { full_name: 7 }, {}]);
    answer = { status: 200, body };
    expect((await list("github")).items).toEqual(["acme/policies"]);
  });

  it("are asked for where that is allowed, of those who list any", async () => {
    asked.length = 0;
    await expect(list("github", [])).rejects.toThrow("PORTCULLIS_ALLOW_VCS=127.0.0.1");
    await expect(list("git")).rejects.toThrow("Git does not list repositories here");
    await expect(list("ado_services")).rejects.toThrow("Azure DevOps Services does not list");
    expect(asked).toEqual([]);
  });
});
