/** Authenticated encryption of what must not be readable in the database, given by the host. */
export interface Vault {
  /** `place` names what the text belongs to, and is no secret: it opens for the same place only. */
  seal(text: string, place: string): Uint8Array;

  /** @throws Error when it was sealed with another key or for another place, or was changed since */
  open(sealed: Uint8Array, place: string): string;
}
