import type { TreeObject } from "@portcullis/nomad-data";
import { Refusal } from "./answer.js";
import { ask } from "./lookups.js";
import { read } from "./nomad-reader.js";
import type { Upstream } from "./upstream.js";

/** The form of a workload's identity, which is no token of Nomad's ACLs. */
const JSON_WEB_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Who submits, as Nomad knows the token; nothing for the identity of a workload. Throws `Refusal` with
 * Nomad's own answer when it knows no such token, and `LookupFailed`.
 */
export async function findSubmitter(
  upstream: Upstream,
  token: string,
  region: string,
): Promise<TreeObject | undefined> {
  const query = region === "" ? "" : `?${new URLSearchParams({ region })}`;
  const { status, body } = await ask(upstream, `/v1/acl/token/self${query}`, token);
  if (status === 200) return read("ACL token", body);
  // COMPAT (Tokens and permissions): identities of workloads are not found among tokens.
  if (status === 404 && JSON_WEB_TOKEN.test(token)) return undefined;
  throw new Refusal({ status, text: body.toString("utf8") });
}
