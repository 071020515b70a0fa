import { pageOf, resource } from "../documents.js";
import { encodePage, pageOfAll } from "../pages.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { object, textOrNull, wholeOrNull } from "../schemas.js";
import type { Site } from "../site.js";

const installationResource = resource("GithubAppInstallation", "github-app-installations", {
  attributes: object({
    name: textOrNull(),
    "installation-id": wholeOrNull(),
    "icon-url": textOrNull(),
    "installation-type": textOrNull(),
    "installation-url": textOrNull(),
  }),
});

/** COMPAT (client and provider for Terraform Enterprise): they look here before they name one. */
export const githubAppRoutes = ({ baseUrl }: Site): TfeRoute[] => [
  route("GET", "/github-app/installations", {
    operation: "githubAppInstallations.list",
    doc: "GitHub App Installations API: List Installations",
    note: "There are none: this server is no GitHub App, and reads repositories with OAuth tokens.",
    statuses: [200],
    query: { paged: true },
    response: pageOf(installationResource),
    handle: async ({ query, url }) => {
      const page = pageOfAll<never>([], query.page);
      return ok({ data: [], ...encodePage(page, url, baseUrl()) });
    },
  }),
];
