import type { Actor } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid, NotFound, NotPermitted, type Problem } from "../errors.js";
import { TAKEN } from "../names.js";
import type { Transaction } from "../store.js";
import {
  type AccountChange,
  accountProblems,
  type User,
  type UserId,
  updateAccount,
} from "./user.js";

export class UserService {
  constructor(private readonly environment: Environment) {}

  /** The user who asks. @throws NotFound when it is no user: a team or an organization has no account */
  async account(actor: Actor): Promise<User> {
    if (actor.kind !== "user") throw new NotFound("user", actor.kind);
    return this.environment.store.read((tx) => tx.users.get(actor.id));
  }

  /** @throws NotFound when it is no user who asks */
  async updateAccount(actor: Actor, change: AccountChange): Promise<User> {
    if (actor.kind !== "user") throw new NotFound("user", actor.kind);
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const user = await tx.users.get(actor.id);
      const self = subject("user", { id: user.id, organization: null });
      access.require(actor, "update", self);
      const updated = updateAccount(user, change);
      if (isEmptyChange(change)) return user;
      Invalid.throwIfAny([...accountProblems(updated), ...(await takenProblems(tx, updated))]);
      await tx.users.save(updated);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "update", self, {
          username: updated.username,
          email: updated.email,
        }),
      );
      return updated;
    });
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

async function takenProblems(tx: Transaction, { id, username, email }: User): Promise<Problem[]> {
  const isOther = (found: User | null) => found !== null && found.id !== id;
  const problems: Problem[] = [];
  if (isOther(await tx.users.find(username))) problems.push({ field: "username", message: TAKEN });
  if (email !== null && isOther(await tx.users.findByEmail(email))) {
    problems.push({ field: "email", message: TAKEN });
  }
  return problems;
}
