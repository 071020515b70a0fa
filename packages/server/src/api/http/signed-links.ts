import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../domain/clock.js";

/** What the holder of a link may PUT, and what he may GET. */
export type UploadPurpose =
  | "configuration-version-upload"
  | "json-state-upload"
  | "plan-upload"
  | "policy-set-version-upload"
  | "state-upload";
export type DownloadPurpose = "json-state-download" | "plan-log" | "state-download";

/** What a signed link allows its holder. */
export interface LinkClaim {
  readonly purpose: UploadPurpose | DownloadPurpose;
  /** The thing that the purpose is about. */
  readonly id: string;
  readonly expiresAt: Instant;
}

/** Where they are. */
const PLACE = "/v1/object/";

/** Whether an answer shows a link, which is gone from it when the link expires. */
export function showsSignedLink(body: Buffer): boolean {
  return body.includes(PLACE);
}

/**
 * Links that work without a token. Nothing is stored: the link carries its claim and the proof that
 * this server made it. That a link is used once only is up to the state of the thing it names.
 *
 * COMPAT (Terraform API, signed URLs): the secret stands in the path; clients replace the query.
 */
export class SignedLinks {
  constructor(
    private readonly key: Uint8Array,
    private readonly baseUrl: () => string,
  ) {}

  urlOf(claim: LinkClaim): string {
    return `${this.baseUrl()}${PLACE}${this.secretOf(claim)}`;
  }

  /** What a secret allows at this moment; null when it is made up or expired. */
  open(secret: string, now: Instant): LinkClaim | null {
    const [payload = "", proof = "", ...rest] = secret.split(".");
    if (rest.length > 0 || !isEqual(proof, this.proofOf(payload))) return null;
    const claim = decodeClaim(payload);
    return claim.expiresAt > now ? claim : null;
  }

  private secretOf(claim: LinkClaim): string {
    const payload = encodeClaim(claim);
    return `${payload}.${this.proofOf(payload)}`;
  }

  private proofOf(payload: string): string {
    return createHmac("sha256", this.key).update(payload).digest("base64url");
  }
}

function encodeClaim({ purpose, id, expiresAt }: LinkClaim): string {
  return Buffer.from(JSON.stringify([purpose, id, expiresAt])).toString("base64url");
}

/** INVARIANT: only called on a payload whose proof is right, so it is one that `encodeClaim` made. */
function decodeClaim(payload: string): LinkClaim {
  const [purpose, id, expiresAt] = JSON.parse(Buffer.from(payload, "base64url").toString());
  return { purpose, id, expiresAt };
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
