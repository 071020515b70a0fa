import type { TreeObject } from "@portcullis/nomad-data";
import { ask, LookupFailed } from "./lookups.js";
import type { Upstream } from "./upstream.js";

/**
 * The rules of one of Nomad's ACL policies, as far as they say something of Sentinel's. COMPAT (Tokens and
 * permissions): names are those of Nomad's parsed rules, where short forms are written out already.
 */
export interface TokenRules {
  readonly namespaces: readonly NamespaceRule[];
  /** What may be done with policies themselves. */
  readonly sentinel: readonly string[];
}

export interface NamespaceRule {
  readonly name: string;
  readonly capabilities: readonly string[];
}

/** The rules of every policy that a token has, by itself or through its roles. Throws `LookupFailed`. */
export async function rulesOf(
  upstream: Upstream,
  token: string,
  document: TreeObject,
): Promise<readonly TokenRules[]> {
  const names = new Set(textsOf(document.Policies));
  for (const role of objectsOf(document.Roles)) {
    const found = await json(
      upstream,
      `/v1/acl/role/${encodeURIComponent(String(role.ID))}`,
      token,
    );
    for (const policy of objectsOf(found.Policies)) names.add(String(policy.Name));
  }
  const rules: TokenRules[] = [];
  for (const name of names) {
    const path = `/v1/acl/policy/${encodeURIComponent(name)}`;
    const { RulesJSON } = await json(upstream, path, token);
    rules.push(toRules((RulesJSON ?? {}) as Loose));
  }
  return rules;
}

function toRules({ Namespaces, Sentinel }: Loose): TokenRules {
  const { Policy, Capabilities } = (Sentinel ?? {}) as Loose;
  return {
    namespaces: objectsOf(Namespaces).map((each) => ({
      name: String(each.Name ?? ""),
      capabilities: textsOf(each.Capabilities),
    })),
    sentinel: [...textsOf(Capabilities), ...(SENTINEL_SHORTHAND[String(Policy ?? "")] ?? [])],
  };
}

/** COMPAT (Tokens and permissions): what a short form of the block `sentinel` stands for. */
const SENTINEL_SHORTHAND: Readonly<Record<string, readonly string[]>> = {
  read: ["sentinel-read"],
  write: ["sentinel-read", "sentinel-submit", "sentinel-delete"],
  deny: ["deny"],
};

type Loose = Readonly<Record<string, unknown>>;

/** What is at a path; nothing of it where there is nothing: Nomad ignores policies that do not exist. */
async function json(upstream: Upstream, path: string, token: string): Promise<Loose> {
  const { status, body } = await ask(upstream, path, token);
  if (status === 404) return {};
  if (status !== 200) throw new LookupFailed(`Nomad answered GET ${path} with ${status}`);
  try {
    return JSON.parse(body.toString("utf8")) as Loose;
  } catch {
    throw new LookupFailed(`Nomad's answer to GET ${path} is no JSON`);
  }
}

function objectsOf(value: unknown): readonly Loose[] {
  return Array.isArray(value)
    ? value.filter((each) => typeof each === "object" && each !== null)
    : [];
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
