import type { TeamMemberService } from "../../../domain/teams/team-member-service.js";
import { decodeMembers, toMany } from "../documents.js";
import { noContent } from "../replies.js";
import { route, type TfeRoute } from "../route.js";

const USERS = "/teams/:team_id/relationships/users";
const MEMBERSHIPS = "/teams/:team_id/relationships/organization-memberships";

/** COMPAT (Team Membership API): the id of a member is the username here. */
const users = toMany("users", { title: "TeamUsers" });
const memberships = toMany("organization-memberships", { title: "TeamMemberships" });

export const teamMemberRoutes = (members: TeamMemberService): TfeRoute[] => [
  route("POST", USERS, {
    operation: "teams.addUsers",
    doc: "Team Membership API: Add a User to Team",
    note: "Users who are in no team of the organization yet become its members.",
    statuses: [204, 404, 422],
    body: users,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await members.add(actor, param("team_id"), { usernames: decodeMembers(body) });
      return noContent();
    },
  }),

  route("DELETE", USERS, {
    operation: "teams.removeUsers",
    doc: "Team Membership API: Delete a User from Team",
    note: "409 for the last owner.",
    statuses: [204, 404, 409, 422],
    body: users,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await members.remove(actor, param("team_id"), { usernames: decodeMembers(body) });
      return noContent();
    },
  }),

  route("POST", MEMBERSHIPS, {
    operation: "teams.addMemberships",
    doc: "Team Membership API: Add a User to Team with an organization membership",
    statuses: [204, 404, 422],
    body: memberships,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await members.add(actor, param("team_id"), { membershipIds: decodeMembers(body) });
      return noContent();
    },
  }),

  route("DELETE", MEMBERSHIPS, {
    operation: "teams.removeMemberships",
    doc: "Team Membership API: Delete a User from Team with an organization membership",
    note: "409 for the last owner.",
    statuses: [204, 404, 409, 422],
    body: memberships,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await members.remove(actor, param("team_id"), { membershipIds: decodeMembers(body) });
      return noContent();
    },
  }),
];
