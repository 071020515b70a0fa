import type { Organization } from "../../../domain/organizations/organization.js";
import { documentOf, resource } from "../documents.js";
import { exactly, object, onlyNull, type Static, text } from "../schemas.js";

/**
 * COMPAT (Organizations API, Show the Entitlement Set): clients ask what an organization has paid for.
 * Nothing is sold here: every feature is on, and no number is limited.
 */
export const entitlementResource = resource("EntitlementSet", "entitlement-sets", {
  attributes: object({
    "cost-estimation": exactly(true),
    operations: exactly(true),
    "policy-enforcement": exactly(true),
    "run-tasks": exactly(true),
    sentinel: exactly(true),
    "state-storage": exactly(true),
    teams: exactly(true),
    "vcs-integrations": exactly(true),
    "policy-limit": onlyNull(),
    "policy-mandatory-enforcement-limit": onlyNull(),
    "policy-set-limit": onlyNull(),
    "versioned-policy-set-limit": onlyNull(),
  }),
  links: object({ self: text() }),
});

export const entitlementDocument = documentOf(entitlementResource);

export function encodeEntitlements(organization: Organization): Static<typeof entitlementResource> {
  return {
    id: organization.externalId,
    type: "entitlement-sets",
    attributes: {
      "cost-estimation": true,
      operations: true,
      "policy-enforcement": true,
      "run-tasks": true,
      sentinel: true,
      "state-storage": true,
      teams: true,
      "vcs-integrations": true,
      "policy-limit": null,
      "policy-mandatory-enforcement-limit": null,
      "policy-set-limit": null,
      "versioned-policy-set-limit": null,
    },
    links: { self: `/api/v2/organizations/${organization.name}/entitlement-set` },
  };
}
