/** The cryptography of tokens, given by the host. */
export interface TokenSecrets {
  /** A new key with at least 128 bits of randomness. */
  newKey(): string;

  /** SHA-256 in lower-case hexadecimal. */
  digest(key: string): string;

  /** Compares two digests in a time that does not depend on where they differ. */
  equal(a: string, b: string): boolean;
}
