import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { UserId } from "../users/user.js";
import type { Team, TeamDetails, TeamId } from "./team.js";

export interface TeamQuery {
  /** Only teams of these names; all when absent. */
  readonly names?: readonly string[] | undefined;
  /** Secret teams only if they are among these; all of them when "all". */
  readonly secrets: "all" | readonly TeamId[];
}

export interface TeamStore {
  /** @throws NotFound */
  get(id: TeamId): Promise<TeamDetails>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: TeamId): Promise<TeamDetails>;
  getMany(ids: readonly TeamId[]): Promise<readonly TeamDetails[]>;
  /** @throws NotFound */
  getByName(organization: OrganizationName, name: string): Promise<TeamDetails>;
  isNameTaken(organization: OrganizationName, name: string): Promise<boolean>;
  /** By name. */
  list(
    organization: OrganizationName,
    query: TeamQuery,
    page: PageRequest,
  ): Promise<Page<TeamDetails>>;
  /** Of all organizations, or of one, by name. */
  ofUser(userId: UserId, organization?: OrganizationName): Promise<readonly Team[]>;
  insert(team: Team): Promise<void>;
  save(team: Team): Promise<void>;
  delete(id: TeamId): Promise<void>;
  /** Those who are members already stay. */
  addMembers(id: TeamId, userIds: readonly UserId[]): Promise<void>;
  removeMembers(id: TeamId, userIds: readonly UserId[]): Promise<void>;
}
