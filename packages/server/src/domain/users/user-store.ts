import type { OrganizationName } from "../organizations/organization.js";
import type { User, UserId } from "./user.js";

export interface UserStore {
  /** @throws NotFound */
  get(id: UserId): Promise<User>;
  find(username: string): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
  getMany(ids: readonly UserId[]): Promise<readonly User[]>;
  getManyByName(usernames: readonly string[]): Promise<readonly User[]>;
  /** The organizations that the user is a member of. */
  organizationsOf(id: UserId): Promise<readonly OrganizationName[]>;
  /** The first of the site administrators; null before the first start. */
  findAdministrator(): Promise<User | null>;
  save(user: User): Promise<void>;
  insert(user: User): Promise<void>;
}
