import type { Page, PageRequest } from "../page.js";
import type { TeamId } from "../teams/team.js";
import type { TeamProject, TeamWorkspace } from "./team-access.js";

export interface TeamAccessQuery {
  /** Of this workspace or project. */
  readonly placeId: string;
  /** Of these teams. */
  readonly teamIds: readonly TeamId[];
}

/** What teams may do, a row for each team in each workspace or project. */
export interface TeamAccessStore<Row extends TeamWorkspace | TeamProject> {
  /** @throws NotFound */
  get(id: string): Promise<Row>;
  /** In the order in which they were made. */
  list(query: TeamAccessQuery, page: PageRequest): Promise<Page<Row>>;
  /** All rows of these teams, in any order. */
  ofTeams(teamIds: readonly TeamId[]): Promise<readonly Row[]>;
  find(teamId: TeamId, placeId: string): Promise<Row | null>;
  insert(row: Row): Promise<void>;
  save(row: Row): Promise<void>;
  delete(id: string): Promise<void>;
}
