import type { Noun, Verb } from "./subject.js";

/** Who acts. */
export type Actor = UserActor | LinkActor | SystemActor | Anonymous;

export interface UserActor {
  readonly kind: "user";
  readonly id: string;
  readonly name: string;
  readonly isSiteAdmin: boolean;
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
