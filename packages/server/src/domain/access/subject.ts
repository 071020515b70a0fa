import type { OrganizationName } from "../organizations/organization.js";
import type { Team } from "../teams/team.js";

export type Noun =
  | "apply"
  | "audit entry"
  | "comment"
  | "configuration version"
  | "nomad policy"
  | "oauth client"
  | "oauth token"
  | "organization"
  | "organization membership"
  | "parameter"
  | "plan"
  | "policy"
  | "policy check"
  | "policy evaluation"
  | "policy set"
  | "policy set outcome"
  | "policy set version"
  | "project"
  | "run"
  | "run event"
  | "standing override"
  | "state version"
  | "state version output"
  | "tag"
  | "task stage"
  | "team"
  | "team access"
  | "token"
  | "tool version"
  | "user"
  | "workspace";

export type Verb =
  | "apply"
  | "archive"
  | "cancel"
  | "comment"
  | "create"
  | "delete"
  | "discard"
  | "download"
  | "evaluate"
  | "force cancel"
  | "force execute"
  | "force unlock"
  | "grant"
  | "list"
  | "lock"
  | "manage access"
  | "manage members"
  | "manage tags"
  | "manage tokens"
  | "move"
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
  /** The workspace that it is or belongs to, and the project of that: what one may do there decides. */
  readonly workspaceId?: string | null;
  readonly projectId?: string | null;
  /** What decides about a team beside its id. */
  readonly team?: Pick<Team, "name" | "visibility" | "allowsMemberTokens">;
}

export function subject(
  noun: Noun,
  thing: {
    readonly id: string;
    readonly organization: OrganizationName | null;
    readonly workspaceId?: string;
    readonly projectId?: string;
  },
): Subject {
  const { id, organization, workspaceId, projectId } = thing;
  return {
    noun,
    id,
    organization,
    workspaceId: noun === "workspace" ? id : (workspaceId ?? null),
    projectId: noun === "project" ? id : (projectId ?? null),
  };
}

/** Things of one kind within a workspace or a project, as when a new one is made. */
export function subjectIn(
  noun: Noun,
  place: {
    readonly organization: OrganizationName;
    readonly workspaceId?: string;
    readonly projectId: string;
  },
): Subject {
  const { organization, workspaceId = null, projectId } = place;
  return { noun, id: null, organization, workspaceId, projectId };
}

export function teamSubject(team: Team): Subject {
  return { ...subject("team", team), team };
}

/** Things of one kind within an organization, as when they are listed or a new one is made. */
export function anySubject(noun: Noun, organization: OrganizationName | null): Subject {
  return { noun, id: null, organization };
}
