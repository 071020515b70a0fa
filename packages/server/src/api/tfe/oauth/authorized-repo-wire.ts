import type { OAuthTokenId } from "../../../domain/oauth/oauth-client.js";
import { identifier, pageOf, resource } from "../documents.js";
import { list, object, type Static, text, wholeOrNull } from "../schemas.js";

/** COMPAT (vendor's description): a list, although a repository is read with one token. */
const authorizedRepoResource = resource("AuthorizedRepo", "authorized-repos", {
  attributes: object({ name: text(), "display-identifier": text() }),
  relationships: object({
    "oauth-token": object({
      data: list(identifier("oauth-tokens")),
      links: object({ related: text() }),
    }),
  }),
});

const page = pageOf(authorizedRepoResource);

/** COMPAT (vendor's description): the next page is named here, too. */
export const authorizedRepoPage = object(
  {
    ...page.properties,
    meta: object({ ...page.properties.meta.properties, "next-page": wholeOrNull() }),
  },
  { title: "AuthorizedRepoPage" },
);

export function encodeAuthorizedRepo(
  repository: string,
  tokenId: OAuthTokenId,
): Static<typeof authorizedRepoResource> {
  return {
    id: repository,
    type: "authorized-repos",
    attributes: { name: repository, "display-identifier": repository },
    relationships: {
      "oauth-token": {
        data: [{ id: tokenId, type: "oauth-tokens" }],
        links: { related: `/api/v2/oauth-tokens/${tokenId}` },
      },
    },
  };
}
