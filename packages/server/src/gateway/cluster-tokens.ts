import { type Actor, ANONYMOUS } from "../domain/access/actor.js";
import type { Verb } from "../domain/access/subject.js";
import { NomadAclsDisabled, NotAuthenticated, Unavailable } from "../domain/errors.js";
import type { NomadAuthenticator } from "../domain/nomad-policies/nomad-authenticator.js";
import { Refusal } from "./answer.js";
import { textOf } from "./documents.js";
import { LookupFailed } from "./lookups.js";
import { areAclsOff } from "./permissions.js";
import { findSubmitter } from "./submitter.js";
import { rulesOf } from "./token-rules.js";
import type { Upstream } from "./upstream.js";

/** COMPAT (Tokens and permissions): capabilities of the block `sentinel`. */
const VERBS: Readonly<Record<string, readonly Verb[]>> = {
  "sentinel-read": ["list", "read"],
  "sentinel-submit": ["create", "update"],
  "sentinel-delete": ["delete"],
};

/**
 * Who asks about policies where there is a Nomad cluster: the cluster says what its tokens allow. This
 * server's own tokens count as well, so that its administrator needs no token of the cluster.
 */
export class ClusterTokens implements NomadAuthenticator {
  constructor(
    private readonly own: NomadAuthenticator,
    private readonly upstream: Upstream,
  ) {}

  async authenticate(token: string | null): Promise<Actor> {
    if (token === null) return this.askCluster("");
    try {
      return await this.own.authenticate(token);
    } catch (error) {
      if (error instanceof NotAuthenticated) return this.askCluster(token);
      throw error;
    }
  }

  private async askCluster(token: string): Promise<Actor> {
    try {
      const document = await findSubmitter(this.upstream, token, "");
      // The identity of a workload has no policies of its own that could be asked for.
      if (document === undefined) return ANONYMOUS;
      if (areAclsOff(document)) throw new NomadAclsDisabled();
      const isManagement = textOf(document, "Type") === "management";
      const rules = isManagement ? [] : await rulesOf(this.upstream, token, document);
      return {
        kind: "nomad token",
        id: textOf(document, "AccessorID"),
        name: textOf(document, "Name"),
        isManagement,
        policyVerbs: verbsOf(rules.flatMap(({ sentinel }) => sentinel)),
      };
    } catch (error) {
      if (error instanceof Refusal) throw new NotAuthenticated();
      if (error instanceof LookupFailed) throw new Unavailable(error.message);
      throw error;
    }
  }
}

function verbsOf(capabilities: readonly string[]): readonly Verb[] {
  if (capabilities.includes("deny")) return [];
  return capabilities.flatMap((capability) => VERBS[capability] ?? []);
}
