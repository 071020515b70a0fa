import type { Environment } from "../environment.js";
import { NotFound } from "../errors.js";
import type { Vault } from "../secrets/vault.js";
import { webhookPlace } from "./repository-linking.js";

/** Whether the sender proves that he knows the secret. */
export type Proof = (secret: string) => boolean;

/** Is told by providers that something was pushed. */
export class WebhookService {
  constructor(
    private readonly environment: Environment,
    private readonly vault: Vault,
  ) {}

  /**
   * Has a repository looked at. What the sender says of the push does not count: the repository itself is
   * asked.
   *
   * @throws NotFound when no set has that address, or the sender does not prove to know its secret
   */
  async receive(webhookId: string, isProven: Proof): Promise<void> {
    const { store, clock } = this.environment;
    const repository = await store.read((tx) => tx.repositories.findByWebhook(webhookId));
    if (repository === null) throw new NotFound("policy set", "of this address");
    const { webhookSecret, policySetId } = repository;
    const isWelcome =
      webhookSecret === null || isProven(this.vault.open(webhookSecret, webhookPlace(webhookId)));
    if (!isWelcome) throw new NotFound("policy set", "of this address");
    await store.transaction((tx) => tx.repositories.hasten(policySetId, clock.now()));
  }
}
