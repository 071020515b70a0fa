import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Clock } from "./domain/clock.js";
import { type Ids, randomIds, randomName } from "./domain/ids.js";
import type { TokenSecrets } from "./domain/tokens/token-secrets.js";

/** Time, randomness and cryptography of the machine, for the ports of the domain. */

export const systemClock: Clock = { now: () => Date.now() };

export const systemIds: Ids = randomIds(randomBytes);

/** COMPAT (Policy Sets API, webhook-url): in lower case. */
export const newWebhookId = (): string => randomUUID();

/** 36 characters of 58 each: 210 bits. */
const KEY_LENGTH = 36;

export const tokenSecrets: TokenSecrets = {
  newKey: () => `portcullis-${randomName(KEY_LENGTH, randomBytes)}`,
  digest: (key) => createHash("sha256").update(key).digest("hex"),
  equal: (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b)),
};
