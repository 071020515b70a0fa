import type { Environment } from "../environment.js";
import { NotFound } from "../errors.js";
import type { Vault } from "../secrets/vault.js";
import { mayConcern, type PushHint } from "./push-hint.js";
import { webhookPlace } from "./repository-linking.js";

/** What somebody sent to the address of a webhook. */
export interface Message {
  /** Whether the sender shows that he knows the secret. */
  isProvenBy(secret: string): boolean;
  /** What it says of a push; null when that cannot be told. */
  hint(): PushHint | null;
}

/** Is told by providers that something was pushed. */
export class WebhookService {
  constructor(
    private readonly environment: Environment,
    private readonly vault: Vault,
  ) {}

  /**
   * Has a repository looked at, unless the message surely is about something else than its branch. What has
   * changed there, the repository itself is asked.
   *
   * @throws NotFound when no set has that address, or the sender does not prove to know its secret
   */
  async receive(webhookId: string, message: Message): Promise<void> {
    const { store, clock } = this.environment;
    const repository = await store.read((tx) => tx.repositories.findByWebhook(webhookId));
    if (repository === null) throw new NotFound("policy set", "of this address");
    const { webhookSecret, policySetId, branch } = repository;
    const isWelcome =
      webhookSecret === null ||
      message.isProvenBy(this.vault.open(webhookSecret, webhookPlace(webhookId)));
    if (!isWelcome) throw new NotFound("policy set", "of this address");
    if (!mayConcern(message.hint(), branch)) return;
    await store.transaction((tx) => tx.repositories.hasten(policySetId, clock.now()));
  }
}
