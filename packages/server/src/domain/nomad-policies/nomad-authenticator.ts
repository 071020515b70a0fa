import type { Actor } from "../access/actor.js";

/**
 * Tells who sends a request in Nomad's dialect. A server on its own asks its own tokens; in front of a
 * Nomad cluster, the cluster is asked.
 */
export interface NomadAuthenticator {
  /**
   * Null is a request without token.
   *
   * @throws NotAuthenticated when the token is unknown or expired
   * @throws NomadAclsDisabled when the cluster checks no tokens, so that nobody may do anything here
   * @throws Unavailable when the cluster cannot be asked
   */
  authenticate(token: string | null): Promise<Actor>;
}
