import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import { type OAuthToken, PROVIDERS, type ProviderFamily } from "../oauth/oauth-client.js";
import type { PolicySet, PolicySetId } from "../policy-sets/policy-set.js";
import type { Vault } from "../secrets/vault.js";
import type { Transaction } from "../store.js";
import { type Remote, type Repositories, RepositoryFault } from "./repositories.js";
import {
  cloneUrl,
  type RepositoryChange,
  repositoryProblems,
  type SetRepository,
  type SetRepositoryDetails,
} from "./set-repository.js";

/** What a request says of where the policies of a set come from. */
export interface LinkChange {
  /** Null disconnects the set. */
  readonly repository?: RepositoryChange | null | undefined;
  readonly policiesPath?: string | null | undefined;
}

/** What becomes of a set's repository: nothing, another one, or none. */
export type Link =
  | { readonly kind: "unchanged" }
  | { readonly kind: "linked"; readonly repository: SetRepository }
  | { readonly kind: "removed" };

const UNCHANGED: Link = { kind: "unchanged" };

/** Connects policy sets with repositories that can be reached. */
export class RepositoryLinking {
  constructor(
    private readonly environment: Environment,
    private readonly vault: Vault,
    private readonly repositories: Repositories,
    private readonly newWebhookId: () => string,
  ) {}

  /**
   * What a change amounts to. Asks the provider, so it is called outside of any transaction, and only for
   * somebody who may change the set.
   *
   * @throws Invalid when the repository cannot be used
   */
  async prepare(
    set: Pick<PolicySet, "id" | "organization">,
    known: SetRepository | null,
    change: LinkChange,
  ): Promise<Link> {
    const { repository: stated, policiesPath } = change;
    if (stated === null) return this.disconnect(known, policiesPath);
    if (stated === undefined && policiesPath === undefined) return UNCHANGED;
    if (stated === undefined && known === null) return this.disconnect(null, policiesPath);
    const merged = this.merge(set.id, known, change);
    Invalid.throwIfAny(statementProblems(merged, stated));
    Invalid.throwIfAny(repositoryProblems(merged));
    await this.reach(set.organization, merged);
    return { kind: "linked", repository: merged };
  }

  /** Carries out what was prepared, in the transaction that saves the set. */
  async apply(tx: Transaction, setId: PolicySetId, link: Link): Promise<void> {
    if (link.kind === "removed") await tx.repositories.remove(setId);
    else if (link.kind === "linked") {
      const repository = { ...link.repository, policySetId: setId };
      await tx.repositories.put(repository, this.environment.clock.now());
    }
  }

  private disconnect(known: SetRepository | null, policiesPath: string | null | undefined): Link {
    if (policiesPath) {
      const message = "needs a repository: state vcs-repo, too";
      throw new Invalid([{ field: "policiesPath", message }]);
    }
    return known === null ? UNCHANGED : { kind: "removed" };
  }

  private merge(
    policySetId: PolicySetId,
    known: SetRepository | null,
    { repository: stated = {}, policiesPath }: LinkChange,
  ): SetRepository {
    const change = stated ?? {};
    const webhookId = known?.webhookId ?? this.newWebhookId();
    return {
      policySetId,
      identifier: change.identifier ?? known?.identifier ?? "",
      branch: change.branch === undefined ? (known?.branch ?? null) : change.branch || null,
      oauthTokenId: change.oauthTokenId || (known?.oauthTokenId ?? ""),
      hasSubmodules: change.hasSubmodules ?? known?.hasSubmodules ?? false,
      policiesPath:
        policiesPath === undefined ? (known?.policiesPath ?? null) : policiesPath || null,
      webhookId,
      webhookSecret: this.webhookSecret(webhookId, known, change.webhookSecret),
    };
  }

  private webhookSecret(
    webhookId: string,
    known: SetRepository | null,
    stated: string | null | undefined,
  ): Uint8Array | null {
    if (stated === undefined) return known?.webhookSecret ?? null;
    return stated ? this.vault.seal(stated, webhookPlace(webhookId)) : null;
  }

  /** @throws Invalid when the credential is not there, or the provider does not answer with the branch */
  private async reach(organization: string, repository: SetRepository): Promise<void> {
    const { token, details } = await this.environment.store.read(async (tx) => {
      const [token] = await tx.oauth.getTokens([repository.oauthTokenId]);
      if (token?.organization !== organization) throw new Invalid([missingToken(repository)]);
      const { provider, httpUrl } = await tx.oauth.getClient(token.clientId);
      return { token, details: { ...repository, provider, httpUrl } };
    });
    try {
      await this.repositories.head(remoteOf(details, token, this.vault));
    } catch (error) {
      if (!(error instanceof RepositoryFault)) throw error;
      const message = `doesn't exist or isn't accessible: ${error.message}`;
      throw new Invalid([{ field: "vcsRepo", message }]);
    }
  }
}

/** Where and as whom git asks for a repository. */
export function remoteOf(
  repository: SetRepositoryDetails,
  token: OAuthToken,
  vault: Vault,
): Remote {
  return {
    url: cloneUrl(repository),
    user: USERS[PROVIDERS[repository.provider].family],
    password: vault.open(token.secret, token.id),
    branch: repository.branch,
  };
}

/** What the secret of a webhook is sealed for. */
export function webhookPlace(webhookId: string): string {
  return `webhook ${webhookId}`;
}

/** COMPAT (documents of the providers): who a token belongs to, where a user must be named beside it. */
const USERS: Readonly<Record<ProviderFamily, string>> = {
  ado: "git",
  bitbucket: "x-token-auth",
  git: "git",
  github: "x-access-token",
  gitlab: "oauth2",
};

function missingToken({ oauthTokenId }: SetRepository): Problem {
  return { field: "vcsRepo.oauthTokenId", missing: { noun: "oauth token", id: oauthTokenId } };
}

/** COMPAT (contract of the API): a repository needs an identifier and a credential. */
function statementProblems(
  { identifier, oauthTokenId }: SetRepository,
  stated: RepositoryChange | undefined,
): Problem[] {
  const problems: Problem[] = [];
  if (identifier === "") problems.push({ field: "vcsRepo.identifier", message: "is required" });
  if (stated?.githubAppInstallationId) {
    const message = "is not supported: use oauth-token-id";
    problems.push({ field: "vcsRepo.githubAppInstallationId", message });
  } else if (oauthTokenId === "") {
    problems.push({ field: "vcsRepo.oauthTokenId", message: "is required" });
  }
  return problems;
}
