import type { TreeObject } from "@portcullis/nomad-data";
import { refusal } from "./answer.js";
import { textOf } from "./documents.js";
import { ask, LookupFailed } from "./lookups.js";
import type { Upstream } from "./upstream.js";

/** COMPAT (Tokens and permissions): a capability of namespaces that `policy = "write"` does not have. */
const OVERRIDE = "sentinel-override";

interface NamespaceRule {
  readonly Name?: string;
  readonly Capabilities?: readonly string[] | null;
}

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
  const type = textOf(submitter ?? {}, "Type");
  const isUnchecked = textOf(submitter ?? {}, "AccessorID") === "acls-disabled";
  if (type === "management" || isUnchecked) return;
  const rules = submitter === undefined ? [] : await rulesOf(upstream, token, submitter);
  if (!namespaces.every((namespace) => mayOverride(rules, namespace)))
    throw refusal(403, "Permission denied");
}

/** The rules of every policy that the token has, by itself or through its roles. */
async function rulesOf(
  upstream: Upstream,
  token: string,
  submitter: TreeObject,
): Promise<readonly (readonly NamespaceRule[])[]> {
  const names = new Set<string>(textsOf(submitter.Policies));
  for (const role of listOf(submitter.Roles)) {
    const found = await json(
      upstream,
      `/v1/acl/role/${encodeURIComponent(String(role.ID))}`,
      token,
    );
    for (const policy of listOf(found.Policies)) names.add(String(policy.Name));
  }
  const policies: (readonly NamespaceRule[])[] = [];
  for (const name of names) {
    const { RulesJSON } = await json(upstream, `/v1/acl/policy/${encodeURIComponent(name)}`, token);
    policies.push(listOf((RulesJSON as Loose | undefined)?.Namespaces) as readonly NamespaceRule[]);
  }
  return policies;
}

/** Of each policy the rule counts that names the namespace most closely; a denial anywhere wins. */
function mayOverride(policies: readonly (readonly NamespaceRule[])[], namespace: string): boolean {
  const capabilities = policies.flatMap((rules) => closest(rules, namespace)?.Capabilities ?? []);
  return capabilities.includes(OVERRIDE) && !capabilities.includes("deny");
}

/** COMPAT (ACL policies): an exact name, or the pattern with the fewest characters left to its stars. */
function closest(rules: readonly NamespaceRule[], namespace: string): NamespaceRule | undefined {
  const matching = rules.filter(({ Name = "" }) => globMatches(Name, namespace));
  const fixed = ({ Name = "" }: NamespaceRule) =>
    Name === namespace ? Number.POSITIVE_INFINITY : Name.replaceAll("*", "").length;
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

type Loose = Readonly<Record<string, unknown>>;

async function json(upstream: Upstream, path: string, token: string): Promise<Loose> {
  const { status, body } = await ask(upstream, path, token);
  if (status !== 200) throw new LookupFailed(`Nomad answered GET ${path} with ${status}`);
  return JSON.parse(body.toString("utf8")) as Loose;
}

function listOf(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
