import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Vault } from "./domain/secrets/vault.js";

const ALGORITHM = "aes-256-gcm";
/** Sizes in bytes, as GCM recommends them. */
const NONCE = 12;
const TAG = 16;
/** What sealed texts begin with, so that another way of sealing can be told apart some day. */
const VERSION = 1;

/**
 * Seals with AES-256-GCM: a version byte, a random nonce, the tag, the ciphertext. The place is
 * authenticated with it, so that a sealed text cannot be moved to another row.
 */
export class AesVault implements Vault {
  /** `key` has 32 bytes. */
  constructor(private readonly key: Uint8Array) {}

  seal(text: string, place: string): Uint8Array {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), sealed]);
  }

  open(sealed: Uint8Array, place: string): string {
    const bytes = Buffer.from(sealed);
    const head = 1 + NONCE + TAG;
    if (bytes[0] !== VERSION || bytes.length < head) throw new Error("not a sealed text");
    const nonce = bytes.subarray(1, 1 + NONCE);
    try {
      const decipher = createDecipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(1 + NONCE, head));
      return Buffer.concat([decipher.update(bytes.subarray(head)), decipher.final()]).toString();
    } catch {
      throw new Error(
        "a sealed text cannot be opened: it was sealed with another secret key, or changed",
      );
    }
  }
}
