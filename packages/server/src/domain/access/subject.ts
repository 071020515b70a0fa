import type { OrganizationName } from "../organizations/organization.js";
import type { Team } from "../teams/team.js";

export type Noun =
  | "nomad policy"
  | "organization"
  | "organization membership"
  | "parameter"
  | "plan"
  | "policy"
  | "policy check"
  | "policy evaluation"
  | "policy set"
  | "policy set outcome"
  | "project"
  | "run"
  | "tag"
  | "task stage"
  | "team"
  | "token"
  | "tool version"
  | "user"
  | "workspace";

export type Verb =
  | "apply"
  | "cancel"
  | "create"
  | "delete"
  | "discard"
  | "download"
  | "evaluate"
  | "force unlock"
  | "grant"
  | "list"
  | "lock"
  | "manage members"
  | "manage tags"
  | "manage tokens"
  | "override"
  | "read"
  | "update"
  | "upload";

/** What somebody wants to do something to. `id` is null for a kind of thing as a whole. */
export interface Subject {
  readonly noun: Noun;
  readonly id: string | null;
  /** The organization that it belongs to; null for what belongs to the server. */
  readonly organization: OrganizationName | null;
  /** What decides about a team beside its id. */
  readonly team?: Pick<Team, "name" | "visibility" | "allowsMemberTokens">;
}

export function subject(
  noun: Noun,
  thing: { readonly id: string; readonly organization: OrganizationName | null },
): Subject {
  return { noun, id: thing.id, organization: thing.organization };
}

export function teamSubject(team: Team): Subject {
  return { ...subject("team", team), team };
}

/** Things of one kind within an organization, as when they are listed or a new one is made. */
export function anySubject(noun: Noun, organization: OrganizationName | null): Subject {
  return { noun, id: null, organization };
}
