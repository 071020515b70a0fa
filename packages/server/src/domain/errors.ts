import type { Noun } from "./access/subject.js";

/**
 * One thing that is wrong with what a caller asked for.
 *
 * `field` is the domain's name of the value, with dots and indexes where it is nested
 * ("enforce.0.level"). `message` continues a sentence that the name begins: "must be …".
 */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** The caller named something that does not exist or that it may not use. */
export interface ReferenceProblem {
  readonly field: string;
  readonly missing: { readonly noun: Noun; readonly id: string };
}

export type Problem = FieldProblem | ReferenceProblem;

/** What the domain refuses. Each dialect has one table that gives every subclass its status and body. */
export abstract class DomainError extends Error {}

export class NotFound extends DomainError {
  constructor(
    readonly noun: Noun,
    readonly id: string,
  ) {
    super(`${noun} "${id}" does not exist`);
  }
}

export class NotPermitted extends DomainError {}

/** Forbidden to somebody who knows that it is there. */
export class Forbidden extends DomainError {}

/** No token, or one that is unknown or expired. */
export class NotAuthenticated extends DomainError {
  constructor() {
    super("the request carries no valid token");
  }
}

/** The Nomad cluster behind this server checks no tokens, so that nobody can be told from anybody. */
export class NomadAclsDisabled extends DomainError {}

/** Every problem of a request at once. */
export class Invalid extends DomainError {
  constructor(readonly problems: readonly Problem[]) {
    super(`invalid: ${problems.map((problem) => problem.field).join(", ")}`);
  }

  static throwIfAny(problems: readonly Problem[]): void {
    if (problems.length > 0) throw new Invalid(problems);
  }
}

/** The thing exists, but it is of a kind that has no such thing. */
export class Unsupported extends DomainError {}

/** The thing exists, but its present state does not allow this. */
export class Conflict extends DomainError {}

/** What the caller knew of the thing is no longer so. */
export class OutOfDate extends DomainError {}

/** What is kept cannot be reached at the moment; the same request may succeed later. */
export class Unavailable extends DomainError {}

export class TooLarge extends DomainError {
  constructor(readonly limit: number) {
    super(`the content is larger than ${limit} bytes: send less`);
  }
}
