import { LINE_LIMIT, LINE_PATTERN, TEXT_LIMIT } from "../../../domain/names.js";
import {
  type RepositoryChange,
  repositoryUrl,
  type SetRepositoryDetails,
} from "../../../domain/vcs/set-repository.js";
import {
  object,
  objectOrNull,
  onlyNull,
  optional,
  type Static,
  text,
  textOrNull,
  truth,
} from "../schemas.js";

/** COMPAT (Policy Sets API, vcs-repo): where the policies of a set come from. */
export const vcsRepo = object(
  {
    branch: text({ description: "Empty for the default branch of the repository." }),
    identifier: text(),
    "display-identifier": text(),
    "ingress-submodules": truth(),
    "oauth-token-id": text(),
    "github-app-installation-id": onlyNull(),
    "repository-http-url": text(),
    "service-provider": text(),
    "webhook-url": text({ description: "Where the provider tells of pushes." }),
  },
  { title: "VcsRepo" },
);

const line = { maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source };
const lineOrNull = optional(textOrNull(line));

export const vcsRepoRequest = objectOrNull({
  identifier: optional(text(line)),
  branch: lineOrNull,
  "oauth-token-id": lineOrNull,
  "github-app-installation-id": lineOrNull,
  "ingress-submodules": optional(truth()),
  "webhook-secret": optional(
    textOrNull({
      maxLength: TEXT_LIMIT,
      description:
        "Portcullis extension, never shown: what the provider must sign what it sends with, or send.",
    }),
  ),
});

/** COMPAT (provider for Terraform Enterprise): an empty text stands for nothing. */
export function decodeVcsRepo(
  stated: Static<typeof vcsRepoRequest> | undefined,
): RepositoryChange | null | undefined {
  if (stated === null || stated === undefined) return stated;
  return {
    identifier: stated.identifier,
    branch: stated.branch,
    oauthTokenId: stated["oauth-token-id"],
    githubAppInstallationId: stated["github-app-installation-id"],
    hasSubmodules: stated["ingress-submodules"],
    webhookSecret: stated["webhook-secret"],
  };
}

export function encodeVcsRepo(
  repository: SetRepositoryDetails,
  baseUrl: string,
): Static<typeof vcsRepo> {
  return {
    branch: repository.branch ?? "",
    identifier: repository.identifier,
    "display-identifier": repository.identifier,
    "ingress-submodules": repository.hasSubmodules,
    "oauth-token-id": repository.oauthTokenId,
    "github-app-installation-id": null,
    "repository-http-url": repositoryUrl(repository),
    "service-provider": repository.provider,
    "webhook-url": `${baseUrl}/webhooks/vcs/${repository.webhookId}`,
  };
}
