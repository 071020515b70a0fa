import type { Compat } from "../../../domain/compat.js";
import { OPA_LEVELS, SENTINEL_LEVELS } from "../../../domain/enforcement-level.js";
import { LINE_LIMIT, NAME_LIMIT, NAME_PATTERN, TEXT_LIMIT } from "../../../domain/names.js";
import {
  fileName,
  POLICY_KINDS,
  type PolicyChange,
  type PolicyDetails,
  type PolicyDraft,
} from "../../../domain/policies/policy.js";
import {
  changeOf,
  decodeMembers,
  documentOf,
  pageOf,
  requestOf,
  resource,
  toMany,
  toOne,
} from "../documents.js";
import { policySetResource } from "../policy-sets/wire.js";
import {
  list,
  object,
  oneOf,
  optional,
  type Static,
  text,
  textOrNull,
  timeOrNull,
  whole,
} from "../schemas.js";
import { encodeTimeOrNull } from "../timestamps.js";

const level = oneOf([...new Set([...SENTINEL_LEVELS, ...OPA_LEVELS])]);

export const policyResource = resource("Policy", "policies", {
  attributes: object({
    name: text(),
    description: textOrNull({ description: "Markdown." }),
    kind: oneOf(POLICY_KINDS),
    query: textOrNull({ description: "What an OPA policy is asked; null for Sentinel." }),
    "enforcement-level": level,
    enforce: list(object({ path: text(), mode: level }), {
      description: "Empty until the first upload.",
    }),
    "policy-set-count": whole(),
    "updated-at": timeOrNull({ description: "Null until the first upload." }),
  }),
  relationships: object({
    organization: toOne("organizations"),
    "policy-sets": toMany("policy-sets"),
  }),
  links: object({
    self: text(),
    upload: text(),
    download: optional(text({ description: "Absent until the first upload." })),
  }),
});

/** COMPAT (Policies API, beta): the short names of the first documents. They are never sent back. */
const SYNONYMS = new Map([
  ["hard", "hard-mandatory"],
  ["soft", "soft-mandatory"],
]);

/** Which levels there are depends on the policy's kind, which only the domain knows. */
const statedLevel = text({
  maxLength: LINE_LIMIT,
  description: `One of ${SENTINEL_LEVELS.join(", ")} for Sentinel, ${OPA_LEVELS.join(", ")} for OPA; "hard" and "soft" are read as the long names.`,
});

/** LIMIT: entries of a map in which only the one for the policy's own file counts. */
const ENFORCE_LIMIT = 100;

const settings = {
  description: optional(textOrNull({ maxLength: TEXT_LIMIT })),
  query: optional(textOrNull({ maxLength: TEXT_LIMIT })),
  "enforcement-level": optional(statedLevel),
  enforce: optional(
    list(object({ path: text(), mode: optional(statedLevel) }), {
      description:
        "The older way to state the level: one entry with the path of the policy's file.",
      maxItems: ENFORCE_LIMIT,
    }),
  ),
  mode: optional(statedLevel),
};

export const policyRequest = requestOf(
  "PolicyRequest",
  "policies",
  {
    name: text({ maxLength: NAME_LIMIT, pattern: NAME_PATTERN.source }),
    kind: optional(oneOf(POLICY_KINDS)),
    ...settings,
  },
  { "policy-sets": optional(toMany("policy-sets")) },
);

export const policyDocument = documentOf(policyResource, policySetResource);
export const policyPage = pageOf(policyResource, policySetResource);

export const policyChangeRequest = changeOf("PolicyChangeRequest", "policies", settings, {});

export function decodePolicyDraft({ data }: Static<typeof policyRequest>): PolicyDraft {
  return {
    ...decodePolicyChange({ data }),
    name: data.attributes.name,
    kind: data.attributes.kind,
    policySetIds:
      data.relationships?.["policy-sets"] && decodeMembers(data.relationships["policy-sets"]),
  };
}

export function decodePolicyChange({
  data: { attributes = {} },
}: Static<typeof policyChangeRequest>): PolicyChange {
  const { enforce } = attributes;
  return {
    description: attributes.description,
    query: attributes.query,
    enforcementLevel: decodeLevel(
      attributes["enforcement-level"] ?? (enforce === undefined ? attributes.mode : undefined),
    ),
    enforce: enforce?.map(({ path, mode }) => ({ path, mode: decodeLevel(mode) })),
  };
}

function decodeLevel(stated: string | undefined): string | undefined {
  return stated === undefined ? undefined : (SYNONYMS.get(stated) ?? stated);
}

export function encodePolicy(
  policy: PolicyDetails,
  { enforceBeforeUpload }: Pick<Compat, "enforceBeforeUpload">,
): Static<typeof policyResource> {
  const self = `/api/v2/policies/${policy.id}`;
  const hasCode = policy.code !== null;
  return {
    id: policy.id,
    type: "policies",
    attributes: {
      name: policy.name,
      description: policy.description,
      kind: policy.kind,
      query: policy.query,
      "enforcement-level": policy.enforcementLevel,
      // COMPAT (client for Terraform Enterprise, policy tests): empty until the first upload.
      enforce:
        hasCode || enforceBeforeUpload
          ? [{ path: fileName(policy), mode: policy.enforcementLevel }]
          : [],
      "policy-set-count": policy.policySetIds.length,
      "updated-at": encodeTimeOrNull(policy.updatedAt),
    },
    relationships: {
      organization: { data: { id: policy.organization, type: "organizations" } },
      "policy-sets": {
        data: policy.policySetIds.map((id) => ({ id, type: "policy-sets" as const })),
      },
    },
    links: {
      self,
      upload: `${self}/upload`,
      ...(hasCode ? { download: `${self}/download` } : {}),
    },
  };
}
