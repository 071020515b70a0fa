import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { anySubject } from "../../../domain/access/subject.js";
import { LINE_LIMIT, LINE_PATTERN, NAME_LIMIT, NAME_PATTERN } from "../../../domain/names.js";
import type {
  Organization,
  OrganizationChange,
  OrganizationDraft,
} from "../../../domain/organizations/organization.js";
import { organizationSubject } from "../../../domain/organizations/organization-service.js";
import { changeOf, documentOf, pageOf, requestOf, resource, toOne } from "../documents.js";
import { projectResource } from "../projects/wire.js";
import {
  exactly,
  object,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  truth,
} from "../schemas.js";
import { encodeTime } from "../timestamps.js";
import { entitlementResource } from "./entitlements.js";

export const organizationResource = resource("Organization", "organizations", {
  attributes: object({
    name: text(),
    "external-id": text({ description: "Stays the same when the organization is renamed." }),
    email: textOrNull(),
    "cost-estimation-enabled": truth(),
    "default-execution-mode": exactly("remote"),
    "collaborator-auth-policy": exactly("password"),
    "speculative-plan-management-enabled": exactly(true),
    "created-at": time(),
    permissions: object({
      "can-traverse": truth(),
      "can-update": truth(),
      "can-destroy": truth(),
      "can-create-workspace": truth(),
      "can-read-policies": truth(),
      "can-update-sentinel": truth(),
    }),
  }),
  relationships: object({
    "default-project": toOne("projects"),
    "entitlement-set": optional(toOne("entitlement-sets")),
  }),
  links: object({ self: text() }),
});

const email = optional(textOrNull({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source }));
const costEstimation = optional(truth());
const name = text({ maxLength: NAME_LIMIT, pattern: NAME_PATTERN.source });

export const organizationDocument = documentOf(
  organizationResource,
  projectResource,
  entitlementResource,
);
export const organizationPage = pageOf(organizationResource);

export const organizationRequest = requestOf(
  "OrganizationRequest",
  "organizations",
  { name, email, "cost-estimation-enabled": costEstimation },
  {},
);

export const organizationChangeRequest = changeOf(
  "OrganizationChangeRequest",
  "organizations",
  { name: optional(name), email, "cost-estimation-enabled": costEstimation },
  {},
);

export function decodeOrganizationDraft({
  data: { attributes },
}: Static<typeof organizationRequest>): OrganizationDraft {
  return {
    name: attributes.name,
    email: attributes.email,
    costEstimationEnabled: attributes["cost-estimation-enabled"],
  };
}

export function decodeOrganizationChange({
  data: { attributes = {} },
}: Static<typeof organizationChangeRequest>): OrganizationChange {
  return {
    name: attributes.name,
    email: attributes.email,
    costEstimationEnabled: attributes["cost-estimation-enabled"],
  };
}

export function encodeOrganization(
  organization: Organization,
  actor: Actor,
  access: Access,
): Static<typeof organizationResource> {
  const self = organizationSubject(organization);
  return {
    id: organization.name,
    type: "organizations",
    attributes: {
      name: organization.name,
      "external-id": organization.externalId,
      email: organization.email,
      "cost-estimation-enabled": organization.costEstimationEnabled,
      "default-execution-mode": "remote",
      // COMPAT (provider for Terraform Enterprise, organizations): what it takes for the defaults.
      "collaborator-auth-policy": "password",
      "speculative-plan-management-enabled": true,
      "created-at": encodeTime(organization.createdAt),
      permissions: {
        "can-traverse": access.permits(actor, "read", self),
        "can-update": access.permits(actor, "update", self),
        "can-destroy": access.permits(actor, "delete", self),
        "can-create-workspace": access.permits(
          actor,
          "create",
          anySubject("workspace", organization.name),
        ),
        "can-read-policies": access.permits(actor, "list", anySubject("policy", organization.name)),
        "can-update-sentinel": access.permits(
          actor,
          "create",
          anySubject("policy", organization.name),
        ),
      },
    },
    relationships: {
      "default-project": { data: { id: organization.defaultProjectId, type: "projects" } },
    },
    links: { self: `/api/v2/organizations/${organization.name}` },
  };
}

/** An organization with the relationship that is shown on demand only. */
export function withEntitlementSet(
  organization: Static<typeof organizationResource>,
): Static<typeof organizationResource> {
  const id = organization.attributes["external-id"];
  const relationships = {
    ...organization.relationships,
    "entitlement-set": { data: { id, type: "entitlement-sets" as const } },
  };
  return { ...organization, relationships };
}
