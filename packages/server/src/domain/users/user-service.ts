import type { Actor } from "../access/actor.js";
import { subject } from "../access/subject.js";
import type { Environment } from "../environment.js";
import { NotFound, NotPermitted } from "../errors.js";
import type { User, UserId } from "./user.js";

export class UserService {
  constructor(private readonly environment: Environment) {}

  /** The user who asks. @throws NotFound when it is no user: a team or an organization has no account */
  async account(actor: Actor): Promise<User> {
    if (actor.kind !== "user") throw new NotFound("user", actor.kind);
    return this.environment.store.read((tx) => tx.users.get(actor.id));
  }

  /** People see themselves, and whoever is in one of their organizations. */
  async get(actor: Actor, id: UserId): Promise<User> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const user = await tx.users.get(id);
      const places = [null, ...(await tx.users.organizationsOf(id))];
      const isVisible = places.some((organization) =>
        access.permits(actor, "read", subject("user", { id, organization })),
      );
      if (!isVisible) throw new NotPermitted(`not permitted: read user "${id}"`);
      return user;
    });
  }
}
