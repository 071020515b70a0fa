import type { Instant } from "../clock.js";
import type { User } from "../users/user.js";
import type { Token, TokenId } from "./token.js";

export interface TokenStore {
  findByDigest(digest: string): Promise<{ readonly token: Token; readonly user: User } | null>;
  insert(token: Token): Promise<void>;
  recordUse(id: TokenId, at: Instant): Promise<void>;
}
