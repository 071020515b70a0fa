import type { OrganizationName } from "../organizations/organization.js";
import type { Standings } from "./standing.js";
import type { Noun, Verb } from "./subject.js";

/** Who acts. */
export type Actor = Holder | NomadTokenActor | LinkActor | SystemActor | Anonymous;

/** Whoever holds a token, with what that allows, as it was when the request came. */
export type Holder = UserActor | TeamActor | OrganizationActor;

interface Standing {
  readonly standings: Standings;
  /** The request in which he acts, as the log names it. */
  readonly requestId?: string;
}

export interface UserActor extends Standing {
  readonly kind: "user";
  readonly id: string;
  readonly name: string;
  readonly isSiteAdmin: boolean;
}

/** A team's token: as a member without a name would act. */
export interface TeamActor extends Standing {
  readonly kind: "team";
  readonly id: string;
  readonly name: string;
}

/** An organization's token: it manages the organization, and neither runs nor decides anything. */
export interface OrganizationActor extends Standing {
  readonly kind: "organization";
  readonly name: OrganizationName;
}

/** Whoever holds a token of the Nomad cluster behind this server, as the cluster says. */
export interface NomadTokenActor {
  readonly kind: "nomad token";
  /** The token's accessor. */
  readonly id: string;
  readonly name: string;
  readonly isManagement: boolean;
  /** What it allows to do with Nomad's policies; a management token may do everything with them. */
  readonly policyVerbs: readonly Verb[];
}

/** Whoever holds a signed link: it allows one verb on one thing and says nothing about the person. */
export interface LinkActor {
  readonly kind: "link";
  readonly verb: Verb;
  readonly noun: Noun;
  readonly id: string;
}

/** The server itself: first start, and the worker that evaluates policies. */
export interface SystemActor {
  readonly kind: "system";
}

export interface Anonymous {
  readonly kind: "anonymous";
}

export const SYSTEM: SystemActor = { kind: "system" };
export const ANONYMOUS: Anonymous = { kind: "anonymous" };

/** Who it was, without what was allowed. */
export type Identity =
  | Omit<UserActor, keyof Standing>
  | Omit<TeamActor, keyof Standing>
  | Omit<OrganizationActor, keyof Standing>
  | Omit<NomadTokenActor, "policyVerbs">
  | LinkActor
  | SystemActor
  | Anonymous;

export function identityOf(actor: Actor): Identity {
  if (actor.kind === "nomad token") {
    const { policyVerbs, ...identity } = actor;
    return identity;
  }
  if (!("standings" in actor)) return actor;
  const { standings, requestId, ...identity } = actor;
  return identity;
}

export function requestIdOf(actor: Actor): string | null {
  return ("standings" in actor ? actor.requestId : null) ?? null;
}

/** The user behind an action; null when it was a team, an organization or the server. */
export function userIdOf(actor: Actor): string | null {
  return actor.kind === "user" ? actor.id : null;
}
