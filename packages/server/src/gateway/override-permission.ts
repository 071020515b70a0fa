import type { TreeObject } from "@portcullis/nomad-data";
import { refusal } from "./answer.js";
import { textOf } from "./documents.js";
import { type NamespaceRule, rulesOf, type TokenRules } from "./token-rules.js";
import type { Upstream } from "./upstream.js";

/** COMPAT (Tokens and permissions): a capability of namespaces that `policy = "write"` does not have. */
const OVERRIDE = "sentinel-override";

/**
 * Throws `Refusal` unless the token may override policies in all of the namespaces. Nomad itself checks
 * that for jobs, and since 2.0.1 for volumes; this is for earlier ones.
 */
export async function requireOverride(
  upstream: Upstream,
  token: string,
  submitter: TreeObject | undefined,
  namespaces: readonly string[],
): Promise<void> {
  if (mayDoEverything(submitter)) return;
  const rules = submitter === undefined ? [] : await rulesOf(upstream, token, submitter);
  if (!namespaces.every((namespace) => mayOverride(rules, namespace)))
    throw refusal(403, "Permission denied");
}

/** A manager, or anybody where Nomad checks no tokens. */
function mayDoEverything(submitter: TreeObject = {}): boolean {
  return textOf(submitter, "Type") === "management" || areAclsOff(submitter);
}

/** COMPAT (Tokens and permissions): whose token it is when tokens do not count. */
export function areAclsOff(token: TreeObject): boolean {
  return textOf(token, "AccessorID") === "acls-disabled";
}

/** Of each policy the rule counts that names the namespace most closely; a denial anywhere wins. */
function mayOverride(policies: readonly TokenRules[], namespace: string): boolean {
  const capabilities = policies.flatMap(
    ({ namespaces }) => closest(namespaces, namespace)?.capabilities ?? [],
  );
  return capabilities.includes(OVERRIDE) && !capabilities.includes("deny");
}

/** COMPAT (ACL policies): an exact name, or the pattern with the fewest characters left to its stars. */
function closest(rules: readonly NamespaceRule[], namespace: string): NamespaceRule | undefined {
  const fixed = ({ name }: NamespaceRule) =>
    name === namespace ? Number.POSITIVE_INFINITY : name.replaceAll("*", "").length;
  const matching = rules.filter(({ name }) => globMatches(name, namespace));
  return matching.sort((a, b) => fixed(b) - fixed(a))[0];
}

function globMatches(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || !text.slice(first.length).endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
