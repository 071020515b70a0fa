import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { HttpRequest } from "./route.js";

type Message = Pick<HttpRequest, "header"> & { readonly body: Uint8Array };

/**
 * Whether whoever sent a message knows a secret, in any of the ways in which providers show that: a
 * signature of the body (GitHub, Bitbucket), or the secret itself (GitLab, Azure DevOps, plain). All
 * comparisons take the same time for every secret.
 *
 * COMPAT (webhook documents of GitHub, Bitbucket, GitLab and Azure DevOps): names and forms of the headers.
 */
export function isProvenBy({ header, body }: Message, secret: string): boolean {
  const signed = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const shown: readonly [string | undefined, string][] = [
    [header("x-hub-signature-256"), signed],
    [header("x-hub-signature"), signed],
    [header("x-gitlab-token"), secret],
    [passwordIn(header("authorization")), secret],
  ];
  return shown.some(([given, wanted]) => given !== undefined && isEqual(given, wanted));
}

/** What stands behind "Bearer", or behind the user of "Basic". */
function passwordIn(authorization: string | undefined): string | undefined {
  const [, scheme = "", value = ""] = /^(basic|bearer) +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (scheme.toLowerCase() !== "basic") return value === "" ? undefined : value;
  const pair = Buffer.from(value, "base64").toString();
  return pair.slice(pair.indexOf(":") + 1);
}

/** By digests: texts of different lengths are compared in the same time, too. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
