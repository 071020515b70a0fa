import type { TreeObject } from "@portcullis/nomad-data";
import type { NomadScope } from "../domain/nomad-policies/nomad-policy.js";
import { refusal } from "./answer.js";
import { textOf } from "./documents.js";
import { type NamespaceRule, rulesOf } from "./token-rules.js";
import type { Upstream } from "./upstream.js";

/** COMPAT (Tokens and permissions): a capability of namespaces that `policy = "write"` does not have. */
const OVERRIDE = "sentinel-override";

/** COMPAT (open-source Nomad, ACL checks of its endpoints): what somebody has who may submit at all. */
const SUBMIT: Readonly<Record<NomadScope, readonly string[]>> = {
  "submit-job": [
    ...["submit-job", "register-job", "plan-job", "revert-job"],
    ...["scale-job", "dispatch-job"],
  ],
  "submit-host-volume": ["host-volume-create", "host-volume-register", "host-volume-write"],
  "submit-csi-volume": ["csi-write-volume"],
};

/** Whose rights are looked at. */
export interface Holder {
  readonly token: string;
  /** What Nomad says of the token; nothing for the identity of a workload. */
  readonly document: TreeObject | undefined;
}

/**
 * Throws `Refusal` unless the token may override policies in all of the namespaces. Nomad itself checks
 * that for jobs, and since 2.0.1 for volumes; this is for earlier ones.
 */
export async function requireOverride(
  upstream: Upstream,
  holder: Holder,
  namespaces: readonly string[],
): Promise<void> {
  await requireOneOf([OVERRIDE], upstream, holder, namespaces);
}

/**
 * Throws `Refusal` for who may submit nothing of the scope, so that he learns nothing of policies, nor of what
 * they see. Of the identity of a workload nobody knows that but Nomad.
 */
export async function requireSubmit(
  upstream: Upstream,
  holder: Holder,
  scope: NomadScope,
  namespaces: readonly string[],
): Promise<void> {
  if (holder.document !== undefined)
    await requireOneOf(SUBMIT[scope], upstream, holder, namespaces);
}

async function requireOneOf(
  capabilities: readonly string[],
  upstream: Upstream,
  { token, document }: Holder,
  namespaces: readonly string[],
): Promise<void> {
  if (mayDoEverything(document)) return;
  const policies = document === undefined ? [] : await rulesOf(upstream, token, document);
  const rules = policies.flatMap((each) => each.namespaces);
  const isAllowed = (namespace: string) => {
    const held = capabilitiesIn(rules, namespace);
    return !held.includes("deny") && capabilities.some((each) => held.includes(each));
  };
  if (!namespaces.every(isAllowed)) throw refusal(403, "Permission denied");
}

/** A manager, or anybody where Nomad checks no tokens. */
function mayDoEverything(submitter: TreeObject = {}): boolean {
  return textOf(submitter, "Type") === "management" || areAclsOff(submitter);
}

/** COMPAT (Tokens and permissions): whose token it is when tokens do not count. */
export function areAclsOff(token: TreeObject): boolean {
  return textOf(token, "AccessorID") === "acls-disabled";
}

/**
 * COMPAT (open-source Nomad, ACLs): an exact name counts, or else the pattern with the fewest characters left
 * to its stars, with what all policies say of it.
 */
function capabilitiesIn(rules: readonly NamespaceRule[], namespace: string): readonly string[] {
  const fixed = (name: string) =>
    name === namespace ? Number.POSITIVE_INFINITY : name.replaceAll("*", "").length;
  const matching = rules.filter(({ name }) => globMatches(name, namespace));
  const [closest] = matching.map(({ name }) => name).sort((a, b) => fixed(b) - fixed(a));
  return matching.filter(({ name }) => name === closest).flatMap((each) => each.capabilities);
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
