import type { WebhookService } from "../../../domain/vcs/webhook-service.js";
import { readBytes } from "../../http/content.js";
import { isProvenBy } from "../../http/webhook-proof.js";
import { accepted } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { decodePushHint } from "./push-hint.js";

/** LIMIT: what a provider may tell of one push; GitHub sends no more. It is signed as a whole. */
const MESSAGE_LIMIT = 25 * 1024 * 1024;

export const webhookRoutes = (webhooks: WebhookService): TfeRoute[] => [
  route("POST", "/webhooks/vcs/:webhook_id", {
    operation: "webhooks.receive",
    doc: "Policy Sets API: Webhook of a repository",
    note: "Takes what GitHub, GitLab, Bitbucket and Azure DevOps send, or an empty body. The repository is looked at, unless the message surely is about another branch or no push.",
    statuses: [202, 404],
    isRoot: true,
    access: "open",
    upload: { limit: MESSAGE_LIMIT, description: "What the provider sends." },
    response: "nothing",
    handle: async ({ param, header, content }) => {
      const body = await readBytes(content, MESSAGE_LIMIT);
      await webhooks.receive(param("webhook_id"), {
        isProvenBy: (secret) => isProvenBy({ header, body }, secret),
        hint: () => decodePushHint(header, body),
      });
      return accepted();
    },
  }),
];
