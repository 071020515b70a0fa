import { NotPermitted } from "../errors.js";
import type { Actor } from "./actor.js";
import type { Subject, Verb } from "./subject.js";

/**
 * Decides who may do what. Every method of every service asks before it reveals or changes anything.
 * A site administrator and the server itself may do everything, the holder of a link what the link
 * names, everyone else nothing.
 */
export class Access {
  permits(actor: Actor, verb: Verb, subject: Subject): boolean {
    switch (actor.kind) {
      case "system":
        return true;
      case "user":
        return actor.isSiteAdmin;
      case "link":
        return actor.verb === verb && actor.noun === subject.noun && actor.id === subject.id;
      case "anonymous":
        return false;
    }
  }

  /** @throws NotPermitted */
  require(actor: Actor, verb: Verb, subject: Subject): void {
    if (!this.permits(actor, verb, subject)) {
      throw new NotPermitted(`not permitted: ${verb} ${subject.noun} "${subject.id ?? "any"}"`);
    }
  }
}
