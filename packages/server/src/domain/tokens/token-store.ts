import type { Instant } from "../clock.js";
import type { Page, PageRequest } from "../page.js";
import type { Token, TokenHolder, TokenId, TokenOwner } from "./token.js";

export interface TokenStore {
  findByDigest(
    digest: string,
  ): Promise<{ readonly token: Token; readonly holder: TokenHolder } | null>;
  /** @throws NotFound */
  get(id: TokenId): Promise<Token>;
  /** The newest first. */
  listOf(owner: TokenOwner, page: PageRequest): Promise<Page<Token>>;
  /** The newest. */
  findOf(owner: TokenOwner): Promise<Token | null>;
  insert(token: Token): Promise<void>;
  recordUse(id: TokenId, at: Instant): Promise<void>;
  delete(id: TokenId): Promise<void>;
  deleteOf(owner: TokenOwner): Promise<void>;
}
