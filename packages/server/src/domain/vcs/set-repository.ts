import type { Problem } from "../errors.js";
import { lineProblems } from "../names.js";
import type { OAuthTokenId, ServiceProvider } from "../oauth/oauth-client.js";
import { PROVIDERS } from "../oauth/oauth-client.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";

/** Where the versions of a policy set come from. */
export interface SetRepository {
  readonly policySetId: PolicySetId;
  /** "acme/policies": what the provider calls the repository. */
  readonly identifier: string;
  /** Null: the repository's own default branch. */
  readonly branch: string | null;
  readonly oauthTokenId: OAuthTokenId;
  readonly hasSubmodules: boolean;
  /** As it was stated; see `folderOf`. Null: the whole repository. */
  readonly policiesPath: string | null;
  /** The last segment of the address that tells of pushes; whoever knows it may tell. */
  readonly webhookId: string;
  /** What senders must prove to know, sealed; null when nobody has to. */
  readonly webhookSecret: Uint8Array | null;
}

/** A repository with what its OAuth client says of the provider. */
export interface SetRepositoryDetails extends SetRepository {
  readonly provider: ServiceProvider;
  readonly httpUrl: string;
}

/** What a request says of a repository: what is absent keeps its value, null and "" clear it. */
export interface RepositoryChange {
  readonly identifier?: string | undefined;
  readonly branch?: string | null | undefined;
  readonly oauthTokenId?: string | null | undefined;
  readonly githubAppInstallationId?: string | null | undefined;
  readonly hasSubmodules?: boolean | undefined;
  /** Portcullis extension. */
  readonly webhookSecret?: string | null | undefined;
}

/** The folder of a repository that holds the policies: names with `/` between them; "" for all of it. */
export function folderOf({ policiesPath }: Pick<SetRepository, "policiesPath">): string {
  const parts = (policiesPath ?? "").split("/");
  return parts.filter((part) => part !== "" && part !== ".").join("/");
}

/** COMPAT (Policy Sets API, vcs-repo): where people look at the repository. */
export function repositoryUrl({ httpUrl, identifier }: SetRepositoryDetails): string {
  return `${httpUrl}/${identifier}`;
}

/** Where git finds the repository. */
export function cloneUrl(repository: SetRepositoryDetails): string {
  const isAzure = PROVIDERS[repository.provider].family === "ado";
  return `${repositoryUrl(repository)}${isAzure ? "" : ".git"}`;
}

/** Where people look at a commit; empty where that is not known. */
export function commitUrl(repository: SetRepositoryDetails, commit: string): string {
  const url = repositoryUrl(repository);
  switch (PROVIDERS[repository.provider].family) {
    case "github":
    case "ado":
      return `${url}/commit/${commit}`;
    case "gitlab":
      return `${url}/-/commit/${commit}`;
    case "bitbucket":
      return `${url}/commits/${commit}`;
    case "git":
      return "";
  }
}

const IDENTIFIER = /^[\w.~-]+(?: ?[\w.~-]+)*(?:\/[\w.~-]+(?: ?[\w.~-]+)*)*$/;

export function repositoryProblems(repository: SetRepository): Problem[] {
  const { identifier, branch, policiesPath } = repository;
  const problems = [
    ...lineProblems("vcsRepo.identifier", identifier),
    ...lineProblems("vcsRepo.branch", branch),
    ...lineProblems("policiesPath", policiesPath),
  ];
  const parts = identifier.split("/");
  if (!IDENTIFIER.test(identifier) || parts.some((part) => /^\.+$/.test(part)))
    problems.push({
      field: "vcsRepo.identifier",
      message: "must name a repository, as in acme/policies",
    });
  if (folderOf(repository).split("/").includes(".."))
    problems.push({ field: "policiesPath", message: "must be a folder of the repository" });
  return problems;
}
