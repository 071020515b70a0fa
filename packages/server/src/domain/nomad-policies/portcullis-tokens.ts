import { type Actor, ANONYMOUS } from "../access/actor.js";
import type { TokenService } from "../tokens/token-service.js";
import type { NomadAuthenticator } from "./nomad-authenticator.js";

/**
 * Where no Nomad cluster is asked, the tokens of this server count: a site administrator's is a management
 * token, and every other one may do nothing with Nomad's policies.
 */
export class PortcullisTokens implements NomadAuthenticator {
  constructor(private readonly tokens: Pick<TokenService, "authenticate">) {}

  async authenticate(token: string | null): Promise<Actor> {
    return token === null ? ANONYMOUS : (await this.tokens.authenticate(token)).actor;
  }
}
