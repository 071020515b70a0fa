import { NotPermitted } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { ProjectId } from "../projects/project.js";
import type { TeamId } from "../teams/team.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import type { Actor, Holder, NomadTokenActor } from "./actor.js";
import { isAllowed } from "./rules.js";
import { anySubject, type Subject, type Verb } from "./subject.js";

/** Single workspaces, and all of single projects. */
export interface Places {
  readonly workspaceIds: readonly WorkspaceId[];
  readonly projectIds: readonly ProjectId[];
}

/**
 * Decides who may do what. Every method of every service asks before it reveals or changes anything.
 * A site administrator and the server itself may do everything, the holder of a link what the link
 * names, the holder of a Nomad token what it allows with Nomad's policies, the holder of another token
 * what `rules.ts` says, everyone else nothing.
 */
export class Access {
  permits(actor: Actor, verb: Verb, subject: Subject): boolean {
    switch (actor.kind) {
      case "system":
        return true;
      case "link":
        return actor.verb === verb && actor.noun === subject.noun && actor.id === subject.id;
      case "anonymous":
        return false;
      case "nomad token":
        return subject.noun === "nomad policy" && permitsNomadToken(actor, verb);
      default:
        return isSiteAdmin(actor) || permitsHolder(actor, verb, subject);
    }
  }

  /** @throws NotPermitted */
  require(actor: Actor, verb: Verb, subject: Subject): void {
    if (!this.permits(actor, verb, subject)) {
      throw new NotPermitted(`not permitted: ${verb} ${subject.noun} "${subject.id ?? "any"}"`);
    }
  }

  /** The organizations that somebody knows of. */
  organizationsOf(actor: Actor): "all" | readonly OrganizationName[] {
    if (!("standings" in actor)) return [];
    return isSiteAdmin(actor) ? "all" : [...actor.standings.keys()];
  }

  /** The workspaces of an organization that somebody knows of: all, or single ones and those of projects. */
  workspacesOf(actor: Actor, organization: OrganizationName): "all" | Places {
    if (this.permits(actor, "read", anySubject("workspace", organization))) return "all";
    const standing = "standings" in actor ? actor.standings.get(organization) : undefined;
    return {
      workspaceIds: [...(standing?.workspaces.keys() ?? [])],
      projectIds: [...(standing?.projects.keys() ?? [])],
    };
  }

  /** The projects of an organization that somebody knows of. */
  projectsOf(actor: Actor, organization: OrganizationName): "all" | readonly ProjectId[] {
    if (this.permits(actor, "read", anySubject("project", organization))) return "all";
    if (!("standings" in actor)) return [];
    return [...(actor.standings.get(organization)?.projects.keys() ?? [])];
  }

  /** The secret teams of an organization that somebody knows of. */
  secretTeamsOf(actor: Actor, organization: OrganizationName): "all" | readonly TeamId[] {
    const secret = { name: "", visibility: "secret", allowsMemberTokens: false } as const;
    const anyTeam = { noun: "team", id: null, organization, team: secret } as const;
    if (this.permits(actor, "read", anyTeam)) return "all";
    if (!("standings" in actor)) return [];
    return [...(actor.standings.get(organization)?.teamIds ?? [])];
  }
}

function isSiteAdmin(actor: Holder): boolean {
  return actor.kind === "user" && actor.isSiteAdmin;
}

function permitsNomadToken({ isManagement, policyVerbs }: NomadTokenActor, verb: Verb): boolean {
  return isManagement || policyVerbs.includes(verb);
}

function permitsHolder(actor: Holder, verb: Verb, subject: Subject): boolean {
  const { noun, id, organization } = subject;
  if (organization === null) {
    const isSelf = noun === "user" && actor.kind === "user" && actor.id === id;
    return isSelf || (noun === "organization" && verb === "list");
  }
  const standing = actor.standings.get(organization);
  return standing !== undefined && isAllowed(verb, { actor, standing, subject });
}
