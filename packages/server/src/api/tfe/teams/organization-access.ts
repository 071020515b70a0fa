import {
  ORGANIZATION_PERMISSIONS,
  type OrganizationAccess,
  type OrganizationPermission,
} from "../../../domain/teams/team.js";
import { object, optional, type Static, truth } from "../schemas.js";

/** COMPAT (Teams API): the names of what a team may do, and whether it does. */
export const organizationAccess = object({
  "manage-policies": truth(),
  "manage-policy-overrides": truth(),
  "delegate-policy-overrides": truth(),
  "manage-workspaces": truth(),
  "read-workspaces": truth(),
  "manage-projects": truth(),
  "read-projects": truth(),
  "manage-membership": truth(),
  "manage-teams": truth(),
  "manage-organization-access": truth(),
  "access-secret-teams": truth(),
  "manage-vcs-settings": truth(),
  "manage-providers": truth(),
  "manage-modules": truth(),
  "manage-run-tasks": truth(),
  "manage-agent-pools": truth(),
});

type WireAccess = Static<typeof organizationAccess>;
type WireName = keyof WireAccess;

const isGiven = optional(truth());

export const organizationAccessRequest = object(
  Object.fromEntries(ORGANIZATION_PERMISSIONS.map((each) => [wireName(each), isGiven])) as Record<
    WireName,
    typeof isGiven
  >,
);

export function encodeOrganizationAccess(access: OrganizationAccess): WireAccess {
  return Object.fromEntries(
    ORGANIZATION_PERMISSIONS.map((each) => [wireName(each), access.includes(each)]),
  ) as WireAccess;
}

export function decodeOrganizationAccess(
  given: Static<typeof organizationAccessRequest>,
): Partial<Record<OrganizationPermission, boolean>> {
  return Object.fromEntries(
    ORGANIZATION_PERMISSIONS.flatMap((each) => {
      const value = given[wireName(each)];
      return value === undefined ? [] : [[each, value]];
    }),
  );
}

/** "managePolicies" is "manage-policies" on the wire. */
function wireName(permission: OrganizationPermission): WireName {
  return permission.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as WireName;
}
