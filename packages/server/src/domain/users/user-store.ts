import type { User, UserId } from "./user.js";

export interface UserStore {
  find(username: string): Promise<User | null>;
  getMany(ids: readonly UserId[]): Promise<readonly User[]>;
  insert(user: User): Promise<void>;
}
